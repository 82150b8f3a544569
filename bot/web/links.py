"""The public way through a tracked link: the one address of Heraut that strangers open."""

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web
from multidict import CIMultiDict

from bot.web.guard import guarded
from bot.web.guesses import Guesses
from handlers.following import Following
from handlers.links import TOKEN
from handlers.visitors import Hit, visitor_of

PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # where the link stood is nobody's business there
    "X-Robots-Tag": "noindex, nofollow",
}
WAIT = 30  # seconds that somebody who guesses is asked to wait


class Links:
    """Nothing on the way of a link that is known waits for the store."""

    def __init__(self, following: Following) -> None:
        self._following = following
        self._guesses = Guesses()

    def mount(self, app: web.Application) -> None:
        """What is counted is written as long as the application lives, and to the last at its end."""
        app.add_routes([web.get("/l/{token}", self.follow)])
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

    async def _asked(self, request: web.Request) -> web.Response:
        """A link that was not followed lately, or one that there is not."""
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise web.HTTPNotFound
        address = visitor_of(request.headers, request.remote or "", self._following.door.proxies).address
        now = asyncio.get_running_loop().time()
        if self._guesses.too_many(address, now):
            return web.Response(status=429, headers={"Retry-After": str(WAIT), **PRIVATE})
        place = await self._following.find(token)
        if place is None:
            self._guesses.wrong(address, now)
            raise web.HTTPNotFound
        return self._on(request, token, place)

    def _on(self, request: web.Request, token: str, place: str) -> web.Response:
        self._following.count(Hit(token, request.method, request.headers, request.remote or ""))
        return web.Response(status=302, headers=CIMultiDict({**PRIVATE, "Location": place}))
