"""Tell people from machines that follow a link, as far as a request shows it. Pure."""

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
    """The headers of a request."""

    def get(self, name: str, default: str, /) -> str: ...
    def getall(self, name: str, default: Sequence[str], /) -> Sequence[str]: ...


class Hit(NamedTuple):
    """A request for a link. Only the verdict on it is kept."""

    token: str
    method: str
    headers: Headers
    peer: str


class Visitor(NamedTuple):
    """Recognises the same visitor within a day. Never stored or logged."""

    address: str
    agent: str


class Came(NamedTuple):
    """A judged request for a link, as `clicks.book` takes it."""

    token: str
    verdict: Verdict
    visitor: Visitor


def came(hit: Hit, proxies: int, judge: Judge) -> Came:
    """Judge a request: by its User-Agent first, then by signs that nobody is looking at the page."""
    visitor = visitor_of(hit.headers, hit.peer, proxies)
    verdict = judge(visitor.agent)
    return Came(hit.token, _unseen(hit) if verdict == PERSON else verdict, visitor)


def _unseen(hit: Hit) -> Verdict:
    headers = hit.headers
    if hit.method == "HEAD":
        return ("head", "")
    # Fetched ahead, or by a page as one of its parts: nobody has seen it.
    purposes = [purpose for name in PURPOSES if (purpose := headers.get(name, ""))]
    if any(word in purpose.lower() for purpose in purposes for word in AHEAD):
        return ("prefetch", "")
    if headers.get("Sec-Fetch-Dest", "document") != "document":
        return ("prefetch", "")
    return PERSON if headers.get("Accept-Language", "") else ("headless", "")  # every browser sends its languages


def visitor_of(headers: Headers, peer: str, proxies: int) -> Visitor:
    """The visitor behind `proxies` proxies of our own. Ignores what anybody can forge."""
    lines = headers.getall("X-Forwarded-For", ())
    chain = ",".join(lines).split(",") if lines else []
    address = chain[-proxies].strip() if 0 < proxies <= len(chain) else peer
    return Visitor(address, headers.get("User-Agent", ""))


def visitor_mark(key: bytes, token: str, visitor: Visitor) -> str:
    """A keyed hash of visitor and link: equal for the same two under the same key, meaningless without the key."""
    said = f"{token}\0{visitor.address}\0{visitor.agent}".encode("utf-8", "surrogateescape")
    digest = hmac.digest(key, said, hashlib.sha256)[:MARK]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
