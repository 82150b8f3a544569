"""A stand-in for the web: it serves what each feed has said by now."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from bot.terminal.simulate.company import Entry, Source
from handlers.core.interaction import Now
from handlers.registry.fetched import Fetched

LATEST = 20  # entries in a feed
PATIENCE = 3  # a slow server answers every third time
TEXT = "What they say about it, how it is used, and why that matters for the wind."
PAGE = "<!doctype html><html><head><title>A page</title></head><body><p>There is no feed here.</p></body></html>"


class FeedServer:
    """Serves the feeds of a company."""

    def __init__(self, feeds: Sequence[Source], now: Now) -> None:
        self._feeds = {feed.address: feed for feed in feeds}
        self._now = now
        self._asked = dict.fromkeys(self._feeds, 0)

    async def fetch(self, url: str, etag: str = "", modified: str = "", /) -> Fetched:
        feed, now = self._feeds[url], self._now()
        self._asked[url] += 1
        late = feed.sort == "slow" and self._asked[url] % PATIENCE != 0
        if late or (feed.sort == "silent" and now >= feed.fails):
            return Fetched(url, status=0, problem="it did not answer within 20 seconds")
        if feed.sort == "gone" and now >= feed.fails:
            return Fetched(url, status=410, problem="its server answers 410")
        if feed.sort == "page":
            return Fetched(url, PAGE)
        return _served(feed, etag, now)


def _served(feed: Source, etag: str, now: datetime) -> Fetched:
    said = [entry for entry in feed.entries if entry.at <= now]
    known = f'"{len(said)}"'
    if etag == known:
        return Fetched(feed.address, status=304, etag=known)
    items = "".join(map(_item, reversed(said[-LATEST:])))
    text = f"<rss version='2.0'><channel><title>{feed.title}</title><language>en</language>{items}</channel></rss>"
    return Fetched(feed.address, text, etag=known)


def _item(entry: Entry) -> str:
    day = f"{entry.at:%a, %d %b %Y %H:%M:%S} GMT"
    link, title = escape(entry.address), escape(entry.title)
    said = f"<title>{title}</title><link>{link}</link><description>{TEXT}</description><pubDate>{day}</pubDate>"
    return f"<item>{said}</item>"
