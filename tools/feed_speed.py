"""Reads 500 made-up feeds of 200 entries in one round, into a store, and tells how long that takes and how much memory.

What is fetched is made in this process, and that time is not counted. Example: python -m tools.feed_speed 500
"""

import asyncio
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, thread_time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.web.feed_text import feed_text
from handlers.core.interaction import Actor
from handlers.core.people import meet
from handlers.core.workspaces import known_workspace
from handlers.features import FEATURES, open_store
from handlers.feeds.follows import subscribe
from handlers.registry.fetched import Fetched
from handlers.rounds import Rounds
from models import Content, FeedEntry
from models.base import Base

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)  # a Wednesday
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


class Servers:
    """Makes what is asked for, and counts the computing that it takes."""

    def __init__(self, count: int) -> None:
        self.count, self.made, self.computed = count, 0, 0.0

    async def fetch(self, url: str, etag: str = "", modified: str = "", /) -> Fetched:
        began = thread_time()
        body = made(int(url.split(".", maxsplit=1)[0].removeprefix("https://e")))
        self.computed += thread_time() - began
        self.made += 1
        if self.made % max(self.count // 5, 1) == 0:
            print(f"{self.made} feeds: {largest()} MB at most")
        return Fetched(url, feed_text(body))


def largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def follow(session: Session, count: int) -> None:
    """A workspace with a champion who follows the feeds."""
    known_workspace(session, "w", "offline", "Kievit", NOW)
    champion = meet(session, Actor(workspace="w", person="boss", name="Boss", admin=True), NOW)
    champion.duty_at = NOW
    for number in range(count):
        subscribe(session, champion, f"https://e{number}.example/feed", NOW)


async def read(count: int, folder: str) -> None:
    store, servers = open_store(f"sqlite:///{Path(folder) / 'feeds.db'}", FEATURES), Servers(count)
    await store.run(lambda session: follow(session, count))
    rounds = Rounds(store, {}, lambda: NOW, perf_counter)
    rounds.fetch = servers.fetch
    began, computed = perf_counter(), process_time()
    await rounds.make("read_feeds")
    took = process_time() - computed - servers.computed
    print(f"{count} feeds of 200 entries: {took:.1f} s of computing, {perf_counter() - began:.1f} s in all")
    computed = process_time()
    await rounds.make("offer_feeds")
    entries, drafts = await store.run(lambda session: [many(session, one) for one in (FeedEntry, Content)])
    took = process_time() - computed
    print(f"{drafts} drafts of {entries:,} entries: {took:.2f} s of computing; {largest()} MB at most")
    store.close()


def many(session: Session, table: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def main() -> None:
    """Prints a line after every fifth of the feeds, and what it took."""
    with TemporaryDirectory() as folder:
        asyncio.run(read(int(sys.argv[1]), folder))


if __name__ == "__main__":
    main()
