"""Reads other people's pages: only from public addresses, only a little of each, and never for long."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import ClientConnectorError, ClientError, ClientResponse, CookieJar
from aiohttp.abc import AbstractResolver
from pydantic_core import from_json
from yarl import URL

from bot.web.preview import preview
from bot.web.sessions import AGENT, PORTS, Origin, Sessions
from handlers.core.addresses import clean_address, joined
from handlers.core.interaction import Page, Trouble

SECONDS = 2.0  # for everything together: a trigger of Slack is valid for three
LARGEST = 2 * 1024 * 1024  # bytes, after decompression
HOPS = 5
MOVED = {301, 302, 303, 307, 308}
GONE = {404, 410}
SERVER_ERRORS = 500
HTML = {"text/html", "application/xhtml+xml"}
PICTURES = {"image/gif", "image/jpeg", "image/png", "image/webp"}  # as every platform shows them
HEAD_ENDS = re.compile(rb"</head[\s>]|<body[\s>]", re.IGNORECASE)  # what a page says about itself is before it
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml;q=0.9",
    "Accept-Encoding": "gzip, deflate",
}
T = TypeVar("T")
AWAY = (ClientError, OSError, ValueError)  # refused, unreachable, too slow, broken, or not an address


class Reader:
    """Reads what pages say about themselves, until close(). `allowed` origins may be anywhere, even here."""

    def __init__(
        self,
        allowed: frozenset[Origin] = frozenset(),
        *,
        ports: frozenset[int] = PORTS,
        seconds: float = SECONDS,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._seconds = seconds
        self._sessions = Sessions(allowed, ports, resolver, HEADERS)

    async def read(self, url: str) -> Page:
        """What the page says about itself; empty fields when it cannot be read. No address or page makes it raise."""
        came = Came()
        try:
            async with asyncio.timeout(self._seconds):
                await self._follow(url, came.take)
        except (TimeoutError, ClientConnectorError):
            came.trouble = "unreachable"
        except AWAY:  # what answers oddly may be read by a browser
            pass
        page = came.page(url)  # what came before it broke off, or the time was up, is used
        return page if page.title or page.image else page.model_copy(update={"trouble": came.trouble})

    async def data(self, url: str) -> object:
        """The JSON that a public API answers; None when there is none. No address or answer makes it raise."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, _data)
        except AWAY:
            return None

    async def close(self) -> None:
        await self._sessions.close()

    async def _follow(self, url: str, take: Callable[[ClientResponse], Awaitable[T | None]]) -> T | None:
        here = clean_address(url)
        cookies = CookieJar(unsafe=True)  # for this visit: some pages set one and lead to themselves
        for _ in range(HOPS + 1):
            target = URL(here or "", encoded=True)
            session = self._sessions.to(target)
            if here is None or session is None:
                return None
            async with session.get(target, allow_redirects=False, cookies=cookies.filter_cookies(target)) as response:
                if response.status not in MOVED:
                    return await take(response)
                cookies.update_cookies(response.cookies, target)
                location = response.headers.get("Location")
                here = joined(here, location) if location else None
                response.close()
        return None


class Came:
    """What has come of a page."""

    def __init__(self) -> None:
        self.base = ""
        self.charset = ""
        self.body = bytearray()
        self.trouble: Trouble = ""
        self.picture = False  # whether it is no page, but a picture

    def page(self, url: str) -> Page:
        """What it says so far."""
        if self.picture:
            return Page(url=url, image=url if url.startswith("https://") else "")
        return preview(url, self.base, bytes(self.body[:LARGEST]), self.charset) if self.body else Page(url=url)

    async def take(self, response: ClientResponse) -> None:
        """The head, or the first LARGEST bytes; then the connection is closed."""
        if response.status == 200 and response.content_type in HTML:
            self.base, self.charset = str(response.url), response.charset or ""
            async for piece in response.content.iter_any():
                self.body += piece
                if len(self.body) >= LARGEST or HEAD_ENDS.search(self.body, max(0, len(self.body) - len(piece) - 7)):
                    break
        else:
            self.picture = response.status == 200 and response.content_type in PICTURES
            self.trouble = _trouble(response.status)
        response.close()


def _trouble(status: int) -> Trouble:
    """Other refusals may be meant for us alone, and not for a browser."""
    if status in GONE:
        return "gone"
    return "failing" if status >= SERVER_ERRORS else ""


async def _data(response: ClientResponse) -> object:
    if response.status != 200 or response.content_type != "application/json":
        response.close()
        return None
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > LARGEST:
            break
    response.close()
    found: object = from_json(bytes(body))  # it limits the depth too
    return found
