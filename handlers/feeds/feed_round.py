"""The round that reads the feeds that are due, side by side: a slow or large one delays no other."""

import asyncio
import hashlib
from collections import defaultdict
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.core.addresses import host_of
from handlers.feeds import arrivals
from handlers.feeds.came import FeedReading
from handlers.registry.fetched import Fetched
from handlers.registry.surfaces import RoundContext
from models import Feed

AT_ONCE = 50  # claimed at a time
SIDE_BY_SIDE = 8  # fetched at a time
LEASE = timedelta(minutes=10)  # after a crash another replica reads it
DUE = (
    select(Feed)
    .where(Feed.next_at.is_not(None), Feed.next_at <= bindparam("now"))
    .order_by(Feed.next_at)
    .with_for_update(skip_locked=True)
)


class Host:
    """A server, which is asked for one feed at a time. `silent`: it did not answer in this round."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.silent = False


class DueFeed(NamedTuple):
    """A feed that is read now, and what it was like the last time."""

    workspace: str
    id: str
    address: str
    etag: str
    modified: str
    digest: str


async def read_due(context: RoundContext) -> None:
    """Read all feeds that are due. While some are slow, the next are claimed and read."""
    places, hosts = asyncio.Semaphore(SIDE_BY_SIDE), defaultdict[str, Host](Host)
    open_: set[asyncio.Task[None]] = set()
    raised: list[BaseException] = []
    try:
        while True:
            if not context.over() and len(open_) <= AT_ONCE // 2:
                now = context.now()
                due = await context.store.run(partial(claimed, now=now, most=AT_ONCE - len(open_)))
                open_ |= {_begun(context, feed, places, hosts[host_of(feed.address)], now) for feed in due}
            if not open_:
                break
            done, open_ = await asyncio.wait(open_, return_when=asyncio.FIRST_COMPLETED)
            raised += [error for one in done if (error := one.exception())]
    finally:
        for one in open_:
            one.cancel()
    if raised:  # it is read again when its lease ends
        raise raised[0]


def claimed(session: Session, now: datetime, most: int) -> list[DueFeed]:
    """Claim the feeds that are due for LEASE."""
    due = []
    for feed in session.scalars(DUE.limit(most), {"now": now}):
        feed.next_at = now + LEASE
        due.append(DueFeed(feed.workspace, feed.id, feed.address, feed.etag, feed.modified, feed.digest))
    return due


def _begun(
    context: RoundContext, due: DueFeed, places: asyncio.Semaphore, host: Host, now: datetime
) -> asyncio.Task[None]:
    return asyncio.create_task(_one(context, due, places, host, now))


async def _one(context: RoundContext, due: DueFeed, places: asyncio.Semaphore, host: Host, now: datetime) -> None:
    async with host.turn, places:
        if host.silent:  # the others there are due again when their lease ends
            return
        fetched = await context.fetch(due.address, due.etag, due.modified)
        host.silent = fetched.status == 0
        came = await asyncio.to_thread(_understood, fetched, due.digest, now)
    await context.store.run(lambda session: arrivals.settle(session, due.workspace, due.id, came, now))


def _understood(fetched: Fetched, digest: str, now: datetime) -> FeedReading:
    """In a thread, because it takes a tenth of a second for a usual feed."""
    from handlers.feeds.formats.opml import feeds_in
    from handlers.feeds.formats.reader import read_feed

    if fetched.problem or fetched.status != 200:
        return FeedReading(fetched)
    known = hashlib.sha256(fetched.text.encode("utf-8", "replace")).hexdigest()
    light = fetched._replace(text="")
    if known == digest:
        return FeedReading(light, digest=known)
    if listed := feeds_in(fetched.text):
        return FeedReading(light, digest=known, listed=tuple(listed))
    return FeedReading(light, read_feed(fetched.text, fetched.address, now, cut=fetched.cut), known)
