"""A server of feeds without a network: what a test puts at an address is fetched by the rounds."""

import re
from datetime import UTC, datetime, timedelta
from html import escape

from handlers.registry.fetched import Fetched
from tests.feeds.reading import RSS
from tests.support.office import Office

NEWEST = datetime(2026, 3, 4, 8, 59, tzinfo=UTC)
BLOG, NEWS = "https://kievit.example/feed.xml", "https://owl.example/rss"


class FeedServer:
    """Counts how often each feed is asked for."""

    def __init__(self, office: Office) -> None:
        self.feeds: dict[str, Fetched] = {}
        self.asked: list[tuple[str, str, str]] = []
        office.rounds.fetch = self.fetch

    async def fetch(self, url: str, etag: str = "", modified: str = "", /) -> Fetched:
        self.asked.append((url, etag, modified))
        return self.feeds.get(url, Fetched(url, status=0, problem="there is no connection to its server"))

    def says(self, url: str, *titles: str, etag: str = "") -> None:
        self.feeds[url] = Fetched(url, feed(url, *titles), etag=etag)

    def fails(self, url: str, status: int, retry_after: str = "") -> None:
        self.feeds[url] = Fetched(url, status=status, problem=f"its server answers {status}", retry_after=retry_after)


def feed(url: str, *titles: str) -> str:
    """The newest first."""
    host = url.split("/")[2]
    items = (
        f"<item><title>{escape(title)}</title><link>https://{host}/{slug(title)}</link>"
        "<description>What they say about the owl and the wind of it.</description>"
        f"<pubDate>{NEWEST - timedelta(minutes=place):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for place, title in enumerate(titles)
    )
    return (
        RSS.format("".join(items)).replace("<language>nl</language>", "").replace("<title>Kievit<", f"<title>{host}<")
    )


def slug(title: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", title.lower()))
