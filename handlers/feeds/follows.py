"""Following a feed: once for each address."""

import secrets
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.addresses import spellings
from handlers.core.interaction import Refused
from handlers.core.people import champions_of
from handlers.feeds.pace import FIRST
from models import Feed, Person

MOST = 500  # feeds of a workspace


def feed_at(session: Session, workspace: str, address: str) -> Feed | None:
    """The feed at this address, in any spelling, if it is followed."""
    its = (Feed.workspace == workspace, Feed.address.in_(spellings(address)))
    return session.scalars(select(Feed).where(*its).limit(1)).first()


def subscribe(session: Session, by: Person, address: str, now: datetime, title: str = "") -> Feed | None:
    """Follow a feed from now on; None if it is followed already, or there are MOST of them."""
    count = session.scalar(select(func.count()).where(Feed.workspace == by.workspace)) or 0
    if count >= MOST or feed_at(session, by.workspace, address):
        return None
    feed = Feed(
        workspace=by.workspace,
        id=secrets.token_hex(6),
        address=address,
        title=title,
        added_by=by.person,
        added_at=now,
        next_at=now,
        pace=FIRST,
    )
    session.add(feed)
    session.flush()
    return feed


def reader_of(session: Session, feed: Feed, now: datetime) -> Person | None:
    """The champion who hears of a feed: who added it, or another if they take no messages; None if nobody does."""
    added = session.get(Person, (feed.workspace, feed.added_by))
    if added is not None and added.on_duty:
        return added
    return next(iter(champions_of(session, Person(workspace=feed.workspace, person=feed.added_by), now)), None)


def feed_of(session: Session, person: Person, feed_id: str) -> Feed:
    """The feed that a champion's press is about. Raises `Refused` if it is not there any more."""
    feed = session.get(Feed, (person.workspace, feed_id))
    if feed is None:
        raise Refused("This feed is not followed any more. See what is: /heraut feeds")
    return feed
