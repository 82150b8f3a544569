"""What every mode serves: health, style sheets, scripts and drawings."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.web.guard import Handler, guarded

STATIC = Path(__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

Health = Callable[[], Awaitable[bool]]


def healthz(health: Health) -> web.RouteDef:
    async def answer(request: web.Request) -> web.Response:
        well = await health()
        return web.Response(text="ok\n" if well else "not well\n", status=200 if well else 503)

    return web.get("/healthz", guarded(answer))


class Public:
    def __init__(self, health: Health) -> None:
        self._health = health

    def routes(self) -> list[web.RouteDef]:
        def get(path: str, handler: Handler) -> web.RouteDef:
            return web.get(path, guarded(handler))

        return [
            healthz(self._health),
            get("/static/{name}", self.static),
        ]

    async def static(self, request: web.Request) -> web.Response:
        """Only existing files, by name: no part of a path comes from the request."""
        files = {path.name: path for path in STATIC.iterdir() if path.suffix in KINDS}
        if not (path := files.get(request.match_info["name"])):
            raise web.HTTPNotFound
        headers = {"Content-Type": f"{KINDS[path.suffix]}; charset=utf-8", "Cache-Control": "no-cache"}
        return web.Response(body=path.read_bytes(), headers=headers)
