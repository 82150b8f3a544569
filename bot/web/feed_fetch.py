"""Fetches feeds: from public addresses only, no more than is needed, and not again what has not changed."""

import asyncio
import zlib

from aiohttp import ClientConnectorError, ClientError, ClientResponse
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.web.feed_text import feed_text
from bot.web.sessions import PORTS, Origin, Sessions
from handlers.core.addresses import clean_address, joined
from handlers.registry.fetched import Fetched

SECONDS = 20.0  # for everything together
LARGEST = 10_000_000  # bytes, after decompression
HOPS = 5
FOR_GOOD = {301, 308}
MOVED = {*FOR_GOOD, 302, 303, 307}
GZIP = b"\x1f\x8b"
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Heraut/1.0; feed reader)",
    "Accept": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class FeedFetcher:
    """Fetches feeds, until close(). `allowed` origins may be anywhere, even here."""

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

    async def fetch(self, url: str, etag: str = "", modified: str = "") -> Fetched:
        """The feed; its status is 304 if it is still as it had that `etag`. No address or server makes it raise."""
        body = bytearray()
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, {name: said for name, said in asked.items() if said}, body)
        except TimeoutError:
            if body:
                return Fetched(url, await asyncio.to_thread(feed_text, bytes(body[:LARGEST])), cut=True)
            return Fetched(url, status=0, problem=f"it did not answer within {self._seconds:g} seconds")
        except ClientConnectorError:
            return Fetched(url, status=0, problem="there is no connection to its server")
        except (ClientError, OSError, ValueError, zlib.error):
            return Fetched(url, status=0, problem="its server answers in a way that cannot be understood")

    async def close(self) -> None:
        await self._sessions.close()

    async def _follow(self, url: str, asked: dict[str, str], body: bytearray) -> Fetched:
        here, moved, for_good = clean_address(url), "", True
        for _ in range(HOPS + 1):
            target = URL(here or "", encoded=True)
            session = self._sessions.to(target) if here else None
            if here is None or session is None:
                return Fetched(url, status=0, problem="this is not the address of a public web site")
            async with session.get(target, allow_redirects=False, headers=asked) as response:
                if response.status not in MOVED:
                    return await _taken(response, here, moved, body)
                location = response.headers.get("Location")
                here = joined(here, location) if location else None
                for_good = for_good and response.status in FOR_GOOD
                moved = here or "" if for_good else moved
                response.close()
        return Fetched(url, status=0, problem="it leads from one address to the next without an end")


async def _taken(response: ClientResponse, here: str, moved: str, body: bytearray) -> Fetched:
    """The first LARGEST bytes; then the connection is closed."""
    said = Fetched(
        here,
        status=response.status,
        moved=moved,
        etag=response.headers.get("ETag", "")[:300],
        modified=response.headers.get("Last-Modified", "")[:100],
        retry_after=response.headers.get("Retry-After", "")[:100],
    )
    if response.status != 200:
        response.close()
        return said if response.status == 304 else said._replace(problem=f"its server answers {response.status}")
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > LARGEST:
            break
    charset = response.charset or ""
    response.close()
    return said._replace(text=await asyncio.to_thread(text_of, bytes(body[:LARGEST]), charset), cut=len(body) > LARGEST)


def text_of(body: bytes, charset: str = "") -> str:
    """The text of a feed, also of one that a server packed without saying so, or that is a packed file."""
    return feed_text(zlib.decompressobj(wbits=31).decompress(body, LARGEST) if body.startswith(GZIP) else body, charset)
