"""What came of fetching a feed."""

from collections.abc import Awaitable
from typing import NamedTuple, Protocol


class Fetched(NamedTuple):
    """A feed as it came. `problem`: why nothing did, in English, for administrators."""

    address: str  # from which it came in the end
    text: str = ""
    status: int = 200  # 0 without an answer, 304 if it is as it was
    problem: str = ""
    cut: bool = False  # only its beginning is here
    moved: str = ""  # where it lies from now on, by redirects that are for good
    etag: str = ""
    modified: str = ""
    retry_after: str = ""


class FetchFeed(Protocol):
    """Fetches a feed, unless it still has that `etag` or has not changed since. No address or server makes it raise."""

    def __call__(self, url: str, etag: str = "", modified: str = "", /) -> Awaitable[Fetched]: ...


async def nothing_fetched(url: str, etag: str = "", modified: str = "", /) -> Fetched:
    """Fetch nothing from any address."""
    return Fetched(url, status=0, problem="nothing is fetched here")
