"""Stores what a reading of a feed brought."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.core.addresses import page_of
from handlers.feeds import pace
from handlers.feeds.came import FeedReading
from handlers.feeds.follows import reader_of, subscribe
from handlers.feeds.formats.found import PAGE, FoundEntry, NoFeed
from handlers.feeds.formats.found import Feed as Read
from handlers.outbox.kinds import FEED_SILENT
from handlers.outbox.queue import tell
from handlers.registry.fetched import Fetched
from models import Feed, FeedEntry, Person
from models.engine import insert_new
from models.feed import EntryState, FeedProblem

RECENT = timedelta(days=30)  # what is older is not news
FIRST = 3  # entries that are offered of a feed that is new here
FORGET = timedelta(days=90)  # after an entry has gone from its feed


def settle(session: Session, workspace: str, feed_id: str, came: FeedReading, now: datetime) -> None:
    """Store what came, and when to read again. A feed that was removed or paused meanwhile stays so."""
    feed = session.get(Feed, (workspace, feed_id))
    if feed is None or feed.state != "active":
        return
    match came.fetched, came.read:
        case _, _ if came.listed:
            _listed(session, feed, came, now)
        case Fetched(problem=problem), _ if problem:
            _failed(session, feed, _problem_of(came.fetched), came.fetched, now)
        case _, NoFeed() as no_feed:
            feed.offer = no_feed.offers[0] if no_feed.offers else ""
            _failed(session, feed, "page" if no_feed.why == PAGE else "no_feed", came.fetched, now)
        case _, Read() as read:
            _read(session, feed, read, came, now)
        case _:
            _well(feed, 0, now)


def _problem_of(fetched: Fetched) -> FeedProblem:
    match fetched.status:
        case 410:
            return "gone"
        case 404:
            return "missing"
        case 0:
            return "away"
        case status if status >= 500:
            return "failing"
        case _:
            return "refused"


def _read(session: Session, feed: Feed, read: Read, came: FeedReading, now: datetime) -> None:
    if came.fetched.moved:
        _move(session, feed, came.fetched.moved)
    feed.title, feed.cut = read.title or feed.title, read.cut
    feed.etag, feed.modified, feed.digest = came.fetched.etag, came.fetched.modified, came.digest
    _well(feed, _store(session, feed, read.entries, now), now)
    if read.ended:
        feed.state, feed.next_at = "ended", None


def _well(feed: Feed, new: int, now: datetime) -> None:
    feed.problem, feed.failing_since, feed.failures, feed.offer = "", None, 0, ""
    feed.pace = pace.next_pace(feed.pace, new) if feed.read_at else feed.pace
    feed.read_at, feed.next_at = now, now + timedelta(minutes=feed.pace)


def _failed(session: Session, feed: Feed, problem: FeedProblem, fetched: Fetched, now: datetime) -> None:
    """Push it back. Its champion is told after three days, or at once if it is gone for good."""
    feed.failures += 1
    feed.problem, feed.failing_since = problem, feed.failing_since or now
    feed.next_at = now + max(pace.pushed_back(feed.failures), pace.asked_to_wait(fetched.retry_after, now))
    if problem == "gone":
        feed.state, feed.next_at = "ended", None
    silent = problem == "gone" or now - feed.failing_since >= pace.SILENT
    if silent and (champion := reader_of(session, feed, now)):
        tell(session, champion, FEED_SILENT.key(feed.id, f"{feed.failing_since:%Y%m%d%H%M}"), feed.id, now)


def _move(session: Session, feed: Feed, address: str) -> None:
    """It lies elsewhere for good. If that feed is followed too, this one ends."""
    its = (Feed.workspace == feed.workspace, Feed.address == address, Feed.id != feed.id)
    if session.scalars(select(Feed.id).where(*its)).first() is None:
        feed.address = address


def _listed(session: Session, feed: Feed, came: FeedReading, now: datetime) -> None:
    """It is a list of feeds: they are followed in its place."""
    by = session.get_one(Person, (feed.workspace, feed.added_by))
    session.delete(feed)
    session.flush()
    for one in came.listed:
        subscribe(session, by, one.address, now, one.title)


def entry_mark(entry: FoundEntry) -> str:
    """What tells an entry from all others of its feed."""
    return hashlib.sha256((entry.id or page_of(entry.address)).encode("utf-8", "replace")).hexdigest()


def _store(session: Session, feed: Feed, entries: Sequence[FoundEntry], now: datetime) -> int:
    """Add the entries that were not seen before. Returns how many of them are new to people."""
    its = (FeedEntry.workspace == feed.workspace, FeedEntry.feed == feed.id)
    marks = {entry_mark(entry): entry for entry in entries}
    known = set(session.scalars(select(FeedEntry.mark).where(*its, FeedEntry.mark.in_(marks))))
    session.execute(update(FeedEntry).where(*its, FeedEntry.mark.in_(known)).values(seen_at=now))
    session.execute(delete(FeedEntry).where(*its, FeedEntry.seen_at < now - FORGET))
    fresh = [(mark, entry) for mark, entry in marks.items() if mark not in known]
    recent = [mark for mark, entry in fresh if entry.moment is None or entry.moment > now - RECENT]
    new = set(recent if feed.read_at else recent[:FIRST])
    rows = [_row(feed, mark, entry, "new" if mark in new else "old", now) for mark, entry in fresh]
    insert_new(session, FeedEntry, rows)
    return len(new)


def _row(feed: Feed, mark: str, entry: FoundEntry, state: EntryState, now: datetime) -> dict[str, object]:
    told = entry if state == "new" else None
    return {
        "workspace": feed.workspace,
        "feed": feed.id,
        "mark": mark,
        "state": state,
        "seen_at": now,
        "found_at": now,
        "address": told.address if told else "",
        "title": told.title if told else "",
        "text": told.text if told else "",
        "language": told.language[:35] if told else "",
        "moment": entry.moment,
        "content": "",
        "batch": "",
    }
