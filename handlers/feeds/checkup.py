"""Which feeds cannot be read, for the doctor."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.language import Words
from handlers.feeds.cards import WRONG
from handlers.feeds.pace import SILENT
from models import Feed

MOST = 20


class DeadFeed(NamedTuple):
    """A feed that cannot be read."""

    address: str
    why: str  # an English sentence
    since: datetime


def dead_feeds(session: Session, now: datetime) -> list[DeadFeed]:
    """Feeds that could not be read for three days, or are gone for good; the longest first, and no more than MOST."""
    rows = select(Feed).where(Feed.state != "paused", Feed.failing_since.is_not(None)).order_by(Feed.failing_since)
    return [
        DeadFeed(feed.address, Words().t(WRONG[feed.problem]), feed.failing_since)
        for feed in session.scalars(rows.limit(500))
        if feed.failing_since and (feed.state == "ended" or now - feed.failing_since >= SILENT)
    ][:MOST]
