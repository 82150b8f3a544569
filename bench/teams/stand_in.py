"""Stands in for Teams and its log-in: answers at once, refuses what is wrong, and records when replies arrive.

It runs in the load's own process, because a message is in flight until its reply is here.
"""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.stages.teams.login import Login
from tests.stages.teams.reading import Json

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
AT = "/emea/v3/conversations/{conversation}/activities"


class Wrong(Exception):
    """Teams would have refused this."""


class Teams:
    """Teams during one run. A reply that nobody waits for is wrong."""

    def __init__(self) -> None:
        self.login = Login(lambda: datetime.now(UTC))
        self.words: Counter[str] = Counter()  # of replies
        self.changed: dict[str, float] = {}  # when, by the card's address
        self.wrong: Counter[str] = Counter()
        self._ids = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[None]] = {}  # for a reply, by conversation

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Serve. Yields the address."""
        app = web.Application()
        self.login.mount(app)
        app.router.add_post(AT, self._post)
        app.router.add_post(AT + "/{message}", self._post)  # the SDK replies to a message, Heraut to a person
        app.router.add_put(AT + "/{message}", self._change)
        app.router.add_route("*", "/{anything:.*}", self._unknown)
        async with TestServer(app, host="127.0.0.1", access_log=None) as server:
            self.login.url = str(server.make_url("")).rstrip("/")
            yield self.login.url

    def reply(self, conversation: str) -> Awaitable[None]:
        """Done when the next reply in this conversation is there."""
        self._waiting[conversation] = asyncio.get_running_loop().create_future()
        return self._waiting[conversation]

    def complaints(self) -> list[str]:
        return [f"{times} × {what}" for what, times in self.wrong.items()]

    async def _post(self, request: web.Request) -> web.Response:
        try:
            said = _words(await self._body(request))
            waiting = self._waiting.pop(request.match_info["conversation"], None)
            if waiting is None:
                raise Wrong("nobody is waiting for this")
        except Wrong as wrong:
            return self._refused(400, str(wrong))
        self.words[said] += 1
        waiting.set_result(None)
        return web.json_response({"id": str(next(self._ids))}, status=201)

    async def _change(self, request: web.Request) -> web.Response:
        try:
            body = await self._body(request)
            _words(body)
            if body.get("id") != request.match_info["message"] or request.path in self.changed:
                raise Wrong("changes another card, or one card twice")
        except Wrong as wrong:
            return self._refused(400, str(wrong))
        self.changed[request.path] = time.perf_counter()
        return web.json_response({"id": body["id"]})

    async def _unknown(self, request: web.Request) -> web.Response:
        return self._refused(404, f"{request.method} {request.path}")

    async def _body(self, request: web.Request) -> Json:
        if not self.login.issued(request.headers.get("Authorization", "")):
            raise Wrong("does not carry our token")
        body = await request.json()
        if not isinstance(body, dict):
            raise Wrong("not an activity")
        return body

    def _refused(self, status: int, why: str) -> web.Response:
        self.wrong[why] += 1
        return web.json_response({"error": {"code": "BadSyntax", "message": why}}, status=status)


def _words(body: Json) -> str:
    """The text of a notification. Raises Wrong for anything but text or one card."""
    cards = [one["content"] for one in body.get("attachments") or [] if one.get("contentType") == ADAPTIVE]
    said = body.get("summary") if cards else body.get("text")
    if body.get("type") != "message" or not said or len(cards) > 1:
        raise Wrong("not a message with words")
    if any(card.get("type") != "AdaptiveCard" or not card.get("body") for card in cards):
        raise Wrong("not a card")
    return str(said).strip()
