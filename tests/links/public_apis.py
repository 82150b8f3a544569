"""Bluesky's and Mastodon's public APIs, as strict as the real ones, on this machine."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.web.fetch import Reader
from handlers.core.interaction import ReadData
from handlers.sharing.verification import BLUESKY

DID = "did:plc:anna234567anna234567anna"
MASTODON = "https://mastodon.example"
URI = re.compile(r"at://(did:[a-z]+:[A-Za-z0-9._:%-]+)/app\.bsky\.feed\.post/([A-Za-z0-9._:~-]{1,512})")


class Apis:
    """The posts there, by id. Every answer is counted."""

    def __init__(self) -> None:
        self.handles = {"anna.example": DID}
        self.skeets: dict[str, str] = {}  # from record key to the link in the post
        self.toots: dict[str, tuple[str, str]] = {}  # from id to HTML and visibility
        self.asked: list[str] = []
        self.away = False

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._noted])
        app.router.add_get("/xrpc/com.atproto.identity.resolveHandle", self.handle)
        app.router.add_get("/xrpc/app.bsky.feed.getPosts", self.posts)
        app.router.add_get("/api/v1/statuses/{id}", self.status)
        return app

    @web.middleware
    async def _noted(self, request, handler):
        self.asked.append(request.path_qs)
        assert "Authorization" not in request.headers and "Cookie" not in request.headers
        return web.json_response({"error": "Down"}, status=503) if self.away else await handler(request)

    async def handle(self, request: web.Request) -> web.Response:
        if did := self.handles.get(request.query.get("handle", "")):
            return web.json_response({"did": did})
        return web.json_response({"error": "InvalidRequest", "message": "Unable to resolve handle"}, status=400)

    async def posts(self, request: web.Request) -> web.Response:
        uris = request.query.getall("uris", [])
        found = [URI.fullmatch(uri) for uri in uris]
        if not 1 <= len(uris) <= 25 or not all(found):
            return web.json_response({"error": "InvalidRequest", "message": "Error: uris must be at-uris"}, status=400)
        views = [self._view(one[1], one[2]) for one in found if one and one[1] == DID and one[2] in self.skeets]
        return web.json_response({"posts": views})

    def _view(self, did: str, key: str) -> dict[str, object]:
        """A post, with a shortened address in its text and the full one in its facet."""
        link = self.skeets[key]
        shown = f"{link.removeprefix('https://')[:20]}..."
        facet = {"index": {"byteStart": 6, "byteEnd": 29}, "features": [{"$type": f"{FACET}#link", "uri": link}]}
        record = {"$type": "app.bsky.feed.post", "text": f"Look: {shown}", "facets": [facet], "langs": ["en"]}
        author = {"did": did, "handle": "anna.example"}
        return {"uri": f"at://{did}/app.bsky.feed.post/{key}", "cid": "bafy", "author": author, "record": record}

    async def status(self, request: web.Request) -> web.Response:
        content, visibility = self.toots.get(request.match_info["id"], ("", "direct"))
        if visibility not in {"public", "unlisted"}:
            return web.json_response({"error": "Record not found"}, status=404)
        shown = {"id": request.match_info["id"], "visibility": visibility, "content": content, "card": None}
        return web.json_response(shown)


FACET = "app.bsky.richtext.facet"


@asynccontextmanager
async def running(apis: Apis) -> AsyncIterator[ReadData]:
    """A way to read them through the guarded reader."""
    async with TestServer(apis.app(), host="127.0.0.1") as server:
        base = str(server.make_url("")).rstrip("/")
        reader = Reader(allowed=frozenset({("127.0.0.1", server.port or 0)}))

        async def read(url: str) -> object:
            assert url.startswith((f"{BLUESKY}/", f"{MASTODON}/api/v1/statuses/")), url
            return await reader.data(url.replace(BLUESKY, f"{base}/xrpc").replace(MASTODON, base))

        yield read
        await reader.close()
