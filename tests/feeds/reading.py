"""Reads a feed in a test: the lines that would be printed, what is left out, and what is said."""

from datetime import UTC, datetime

from bot.web.feed_text import feed_text
from handlers.feeds.formats.found import Feed, NoFeed
from handlers.feeds.formats.reader import read_feed

NOW = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
WHERE = "https://kievit.example/feeds/all.xml"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Kievit</title><link>https://kievit.example/blog/</link><language>nl</language>{}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kievit</title><id>urn:f</id>
<link rel="self" href="https://kievit.example/feeds/atom.xml"/>{}</feed>"""


def found(feed: str | bytes, address: str = WHERE, charset: str = "") -> Feed | NoFeed:
    body = feed if isinstance(feed, bytes) else feed.encode()
    return read_feed(feed_text(body, charset), address, NOW)


def read(feed: str | bytes, address: str = WHERE, charset: str = "") -> Feed:
    read_ = found(feed, address, charset)
    assert isinstance(read_, Feed)
    return read_


def lines(feed: str | bytes, address: str = WHERE) -> list[tuple[str, str, str]]:
    return [
        (entry.moment.strftime("%Y-%m-%dT%H:%MZ") if entry.moment else "-", entry.address, entry.title)
        for entry in read(feed, address).entries
    ]


def item(inside: str, title: str = "A lapwing", link: str = "https://kievit.example/1") -> str:
    return RSS.format(f"<item><title>{title}</title><link>{link}</link>{inside}</item>")


def entry(inside: str) -> str:
    return ATOM.format(f"<entry><id>urn:1</id>{inside}</entry>")
