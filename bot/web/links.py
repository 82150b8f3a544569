"""Follows tracked links: the one address of Heraut that strangers open."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import web
from multidict import CIMultiDict

from bot.web.guard import guarded
from bot.web.guesses import Guesses
from handlers.links import qr
from handlers.links.links import TOKEN
from handlers.links.redirects import LinkRedirects
from handlers.links.visitors import Hit, visitor_of

PRIVATE = CIMultiDict(
    {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",  # the page behind the link need not know where the link was
        "X-Robots-Tag": "noindex, nofollow",
    }
)
DRAWN = {"png": (qr.png, "image/png"), "svg": (qr.svg, "image/svg+xml")}
WAIT = 30  # seconds that anybody who guesses is asked to wait


class Links:
    """The routes. A link that is remembered never waits for the store."""

    def __init__(self, following: LinkRedirects) -> None:
        self._following = following
        self._guesses = Guesses()

    def mount(self, app: web.Application) -> None:
        """Add the routes. Clicks are written while the application runs, and the last ones when it ends."""
        codes = [web.get(f"/l/{{token}}.{kind}", guarded(self.code)) for kind in DRAWN]
        app.add_routes([web.get("/l/{token:[^./]+}", self.follow), *codes])  # the most frequent first
        app.cleanup_ctx.append(self._counting)

    async def _counting(self, _: web.Application) -> AsyncIterator[None]:
        async with self._following:
            yield

    async def follow(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        place = self._following.known(token)
        if place is None:
            return await guarded(self._asked)(request)
        return self._on(request, token, place)

    async def code(self, request: web.Request) -> web.Response:
        """The link's QR code."""
        address = await self._look(request, self._following.whole)
        draw, kind = DRAWN[request.path.rpartition(".")[2]]
        headers = {"X-Robots-Tag": "noindex", "Cache-Control": "private, max-age=86400"}
        return web.Response(body=draw(address), content_type=kind, headers=headers)

    async def _asked(self, request: web.Request) -> web.Response:
        """A link that was not followed lately, or does not exist."""
        return self._on(request, request.match_info["token"], await self._look(request, self._following.find))

    async def _look(self, request: web.Request, find: Callable[[str], Awaitable[str | None]]) -> str:
        """The address that `find` gives for the link. After too many wrong tokens, the asker has to wait."""
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise web.HTTPNotFound
        now = asyncio.get_running_loop().time()
        address = visitor_of(request.headers, request.remote or "", self._following.door.proxies).address
        if self._guesses.too_many(address, now):
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(WAIT)})
        found = await find(token)
        if found is None:
            self._guesses.wrong(address, now)
            raise web.HTTPNotFound
        return found

    def _on(self, request: web.Request, token: str, place: str) -> web.Response:
        self._following.count(Hit(token, request.method, request.headers, request.remote or ""))
        headers = PRIVATE.copy()
        headers["Location"] = place
        return web.Response(status=302, headers=headers)
