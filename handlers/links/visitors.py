"""Who came to a link: a person, as far as anybody can tell without looking at them. Pure."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from handlers.links.crawlers import PERSON, Judge, Verdict

PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
AHEAD = ("prefetch", "prerender", "preview")
MARK = 16  # bytes


class Headers(Protocol):
    """What came with a request."""

    def get(self, name: str, default: str, /) -> str: ...
    def getall(self, name: str, default: Sequence[str], /) -> Sequence[str]: ...


class Hit(NamedTuple):
    """A request for a link, of which nothing is kept but how it is judged."""

    token: str
    method: str
    headers: Headers
    peer: str


class Visitor(NamedTuple):
    """By what somebody is known again within a day. Never kept, and never written down."""

    address: str
    agent: str


class Came(NamedTuple):
    """Who came to which link, as `clicks.book` takes it."""

    token: str
    verdict: Verdict
    visitor: Visitor


def came(hit: Hit, proxies: int, judge: Judge) -> Came:
    """What somebody calls themselves goes first; then what says that nobody looks at it."""
    visitor = visitor_of(hit.headers, hit.peer, proxies)
    verdict = judge(visitor.agent)
    return Came(hit.token, _unseen(hit) if verdict == PERSON else verdict, visitor)


def _unseen(hit: Hit) -> Verdict:
    headers = hit.headers
    if hit.method == "HEAD":
        return ("head", "")
    # Fetched ahead, or by a page as if it were a picture of its own: nobody has seen it.
    if any(word in headers.get(name, "").lower() for name in PURPOSES for word in AHEAD):
        return ("prefetch", "")
    if headers.get("Sec-Fetch-Dest", "document") != "document":
        return ("prefetch", "")
    return PERSON if headers.get("Accept-Language", "") else ("headless", "")  # every browser says what is read there


def visitor_of(headers: Headers, peer: str, proxies: int) -> Visitor:
    """Who is at the far end of so many proxies of our own; what comes before those anybody can write."""
    chain = [part.strip() for line in headers.getall("X-Forwarded-For", ()) for part in line.split(",")]
    address = chain[-proxies] if 0 < proxies <= len(chain) else peer
    return Visitor(address, headers.get("User-Agent", ""))


def mark(key: str, token: str, visitor: Visitor) -> str:
    """The same for the same visitor at the same link, as long as the key lives; nothing to anybody without it."""
    said = "\0".join((token, *visitor)).encode("utf-8", "surrogateescape")
    digest = hmac.digest(bytes.fromhex(key), said, hashlib.sha256)[:MARK]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
