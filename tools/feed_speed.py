"""Reads 500 made-up feeds of 200 entries, and tells how long that computes and how much memory it takes.

Example: python -m tools.feed_speed 500
"""

import resource
import sys
from datetime import UTC, datetime
from time import process_time

from bot.web.feed_text import feed_text
from handlers.feeds.formats.found import Feed
from handlers.feeds.formats.reader import read_feed

TEXT = "<p>" + "Some words about the thing with a <a href='/x'>link</a> and more text. " * 30 + "</p>"
ITEM = (
    "<item><title>Number {n} of {feed} &amp; more</title><link>https://e{feed}.example/{n}</link>"
    "<guid isPermaLink='false'>g{n}</guid><pubDate>Tue, 01 Dec 2026 {hour:02}:{minute:02}:00 GMT</pubDate>"
    "<dc:creator>Jan</dc:creator><category>news</category><description>Some words</description>"
    "<content:encoded><![CDATA[" + TEXT + "]]></content:encoded></item>"
)
HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A blog</title>'
)


def made(feed: int) -> bytes:
    items = (ITEM.format(feed=feed, n=n, hour=n // 60, minute=n % 60) for n in range(200))
    return f"{HEAD}{''.join(items)}</channel></rss>".encode()


def main() -> None:
    """Prints a line after every fifth of the feeds."""
    count, computed = int(sys.argv[1]), 0.0
    for feed in range(count):
        body = made(feed)
        began = process_time()
        read = read_feed(feed_text(body), f"https://e{feed}.example/feed", datetime.now(UTC))
        computed += process_time() - began
        if not isinstance(read, Feed) or len(read.entries) != 200:
            raise SystemExit("not all entries were read")
        if (feed + 1) % max(count // 5, 1) == 0:
            largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{feed + 1} feeds: {computed:.1f} s on one core, {largest} MB at most")


if __name__ == "__main__":
    main()
