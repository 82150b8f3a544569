"""The front door of a platform that posts to us: only what the platform's own check admits goes further."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError

LARGEST = 1024 * 1024  # bytes
MOST_REMEMBERED = 100_000
FOREIGN = web.HTTPUnauthorized.status_code
UNREADABLE = web.HTTPBadRequest.status_code
A = TypeVar("A")


class Refused(Exception):
    """Carries a status and nothing else, so that the sender learns nothing more."""

    def __init__(self, status: int = FOREIGN) -> None:
        super().__init__(status)
        self.status = status


class Door(Protocol[A]):
    """A platform's own check."""

    async def admit(self, request: web.Request, /) -> A:
        """What was sent. Raises Refused."""

    def settle(self, admitted: A, /, *, answered: bool) -> None:
        """Is told whether the request could be answered."""


def guard(
    door: Door[A], handle: Callable[[A], Awaitable[web.Response]]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """`handle` behind `door`: a refused request gets its status and an empty body."""

    async def guarded(request: web.Request) -> web.Response:
        try:
            admitted = await door.admit(request)
        except Refused as refused:
            return web.Response(status=refused.status)
        response = await handle(admitted)
        door.settle(admitted, answered=response.status < web.HTTPInternalServerError.status_code)
        return response

    return guarded


async def read(request: web.Request) -> bytes:
    """The raw body. Raises Refused(400) when it is too long or broken off."""
    raw = bytearray()
    try:
        async for chunk in request.content.iter_any():
            raw += chunk
            if len(raw) > LARGEST:
                raise Refused(UNREADABLE)
    except (ClientError, HttpProcessingError, OSError, EOFError, ValueError):
        raise Refused(UNREADABLE) from None
    return bytes(raw)


def forget_expired(remembered: OrderedDict[bytes, float], now: float) -> None:
    """Drop marks of requests whose time is over, and the oldest ones when there are too many. Times in seconds."""
    while remembered and (len(remembered) >= MOST_REMEMBERED or next(iter(remembered.values())) <= now):
        remembered.popitem(last=False)
