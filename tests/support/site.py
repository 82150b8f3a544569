"""A server and a resolver on loopback that return what a test asks for."""

import socket
from collections.abc import Awaitable, Callable
from io import BytesIO

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

GOOD = b"<html><head><title>Good</title></head><body>"
MEGABYTE = 1024 * 1024
Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """A server on loopback that counts its requests."""

    def __init__(self) -> None:
        self.visits: list[web.Request] = []
        self.pages: dict[str, Serve] = {}
        self.server = TestServer(self._app())

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._serve)
        return app

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.visits.append(request)
        return await self.pages[request.path](request)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server.port}{path}"

    def says(self, path: str, body: bytes = GOOD, status: int = 200, **headers: str) -> str:
        async def serve(_: web.Request) -> web.Response:
            said = {"Content-Type": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
            return web.Response(body=BytesIO(body), status=status, headers=said)

        self.pages[path] = serve
        return self.url(path)


class Lying(AbstractResolver):
    """A resolver that gives every name these addresses, one more with each query."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self.addresses[min(self.asked, len(self.addresses) - 1)]
        self.asked += 1
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        """There is nothing to close."""
