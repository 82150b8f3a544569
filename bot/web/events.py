"""Server-sent events: tells open pages at once what happens."""

import asyncio
import json
import re
from contextlib import suppress

from aiohttp import web

from bot.web.guard import HEADERS
from bot.web.listen import Listener
from bot.web.rooms import Rooms
from bot.web.view import Viewer, marks

QUIET = 15.0  # seconds of silence after which a stream says that it is still there
TURN = re.compile(r"([0-9a-f]{8})-(\d{1,12})")


class Events:
    """One stream for each open page. A page that reconnects says what it saw last, and gets the rest."""

    def __init__(self, rooms: Rooms, listener: Listener) -> None:
        self._rooms = rooms
        self._listener = listener

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/events", self.stream)]

    async def stream(self, request: web.Request) -> web.StreamResponse:
        person = self._listener.person(request.query.get("as", ""))
        viewer = self._listener.viewer(request, person, self._listener.place(request.query.get("in", "")))
        after = self._last(request.headers.get("Last-Event-ID") or request.query.get("after", ""))
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        if after is None:
            await response.write(_event("reload", "", {}))
            return response
        with suppress(ConnectionError):  # the page was closed
            await self._tell(response, viewer, after)
        return response

    def _last(self, seen: str) -> int | None:
        """The last turn that the page saw; None when that was before this start of the server."""
        found = TURN.fullmatch(seen)
        return int(found[2]) if found and found[1] == self._rooms.era else None

    async def _tell(self, response: web.StreamResponse, viewer: Viewer, after: int) -> None:
        with self._rooms.watch() as bell:
            while self._rooms.open:
                bell.clear()
                news, after = self._news(viewer, after), self._rooms.turn
                if news:
                    await response.write(news)
                await self._wait(response, bell)

    def _news(self, viewer: Viewer, after: int) -> bytes:
        """What changed since `after`: posts of the open place, then marks and clock with the number of the turn."""
        rooms, me = self._rooms, viewer.person
        if rooms.turn == after:
            return b""
        posts = rooms.posts(me.id, viewer.where, after=after)
        rooms.saw(me.id, viewer.where)
        drawn = [_event("post", "", {"ref": post.ref, "html": viewer.post(post)}) for post in posts]
        state = _event("state", f"{rooms.era}-{rooms.turn}", {"clock": viewer.clock(), "unread": marks(rooms, me)})
        return b"".join([*drawn, state])

    async def _wait(self, response: web.StreamResponse, bell: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(bell.wait(), QUIET)
        except TimeoutError:
            await response.write(b": still here\n\n")


def _event(name: str, event_id: str, data: dict[str, object]) -> bytes:
    """`data` is sent as JSON, which has no line breaks, so no text can end an event."""
    number = f"id: {event_id}\n" if event_id else ""
    return f"event: {name}\n{number}data: {json.dumps(data)}\n\n".encode()
