"""Charts and exports: behind addresses that Heraut has signed, and nowhere else."""

from typing import Protocol

from aiohttp import web

from bot.web.guard import guarded
from handlers.results.export import File

PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


class Signed(Protocol):
    """What is behind such an address; None for one that is not ours, was changed, or is too old."""

    async def chart(self, token: str, /) -> bytes | None:
        """A PNG."""

    async def file(self, token: str, /) -> File | None:
        """A CSV or an XLSX."""


class Results:
    """The routes."""

    def __init__(self, signed: Signed) -> None:
        self._signed = signed

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/charts/{token}.png", guarded(self.chart)),
            web.get("/exports/{token}", guarded(self.file)),
        ]

    async def chart(self, request: web.Request) -> web.Response:
        drawn = await self._signed.chart(request.match_info["token"])
        if drawn is None:
            raise web.HTTPNotFound
        headers = {"Cache-Control": "private, max-age=300", **PRIVATE}
        return web.Response(body=drawn, content_type="image/png", headers=headers)

    async def file(self, request: web.Request) -> web.Response:
        found = await self._signed.file(request.match_info["token"])
        if found is None:
            raise web.HTTPNotFound
        attached = f'attachment; filename="{found.name}"'
        headers = {"Cache-Control": "no-store", "Content-Disposition": attached, **PRIVATE}
        return web.Response(body=found.body, content_type=found.kind, headers=headers)
