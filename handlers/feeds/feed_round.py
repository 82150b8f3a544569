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
from handlers.feeds.formats import opml
from handlers.feeds.formats.reader import read_feed
from handlers.registry.fetched import Fetched
from handlers.registry.surfaces import RoundContext
from models import Feed

AT_ONCE = 50  # claimed together
SIDE_BY_SIDE = 8  # fetched at a time
LEASE = timedelta(minutes=10)  # after a crash another replica reads it
DUE = (
    select(Feed)
    .where(Feed.next_at.is_not(None), Feed.next_at <= bindparam("now"))
    .order_by(Feed.next_at)
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True)
)


class DueFeed(NamedTuple):
    """A feed that is read now, and what it was like the last time."""

    workspace: str
    id: str
    address: str
    etag: str
    modified: str
    digest: str


async def read_due(context: RoundContext) -> None:
    """Read all feeds that are due."""
    while not context.over():
        now = context.now()
        due = await context.store.run(partial(claimed, now=now))
        if not due:
            return
        places, hosts = asyncio.Semaphore(SIDE_BY_SIDE), defaultdict[str, asyncio.Lock](asyncio.Lock)
        await asyncio.gather(*(_one(context, feed, places, hosts[host_of(feed.address)], now) for feed in due))


def claimed(session: Session, now: datetime) -> list[DueFeed]:
    """Claim the feeds that are due for LEASE."""
    due = []
    for feed in session.scalars(DUE, {"now": now}):
        feed.next_at = now + LEASE
        due.append(DueFeed(feed.workspace, feed.id, feed.address, feed.etag, feed.modified, feed.digest))
    return due


async def _one(
    context: RoundContext, due: DueFeed, places: asyncio.Semaphore, host: asyncio.Lock, now: datetime
) -> None:
    async with host, places:
        fetched = await context.fetch(due.address, due.etag, due.modified)
        came = await asyncio.to_thread(_understood, fetched, due.digest, now)
    await context.store.run(lambda session: arrivals.settle(session, due.workspace, due.id, came, now))


def _understood(fetched: Fetched, digest: str, now: datetime) -> FeedReading:
    """In a thread, because it takes a tenth of a second for a usual feed."""
    if fetched.problem or fetched.status != 200:
        return FeedReading(fetched)
    known = hashlib.sha256(fetched.text.encode("utf-8", "replace")).hexdigest()
    light = fetched._replace(text="")
    if known == digest:
        return FeedReading(light, digest=known)
    if listed := opml.feeds_in(fetched.text):
        return FeedReading(light, digest=known, listed=tuple(listed))
    return FeedReading(light, read_feed(fetched.text, fetched.address, now, cut=fetched.cut), known)
