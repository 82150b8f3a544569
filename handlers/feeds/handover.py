"""Who follows feeds changes: a champion who leaves leaves them to the others."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken, words_of
from handlers.feeds import cards
from handlers.members.handover import handed_over, on_duty_with
from handlers.outbox.kinds import FEED_SILENT
from handlers.outbox.queue import tell
from models import Feed, Message, Person


def give_feeds_over(session: Session, event: RoleLost | Forgotten, now: datetime) -> None:
    _hand_over(session, event.person, now)


def hand_over_of_leaver(session: Session, event: Left, now: datetime) -> None:
    """Somebody who does not take part any more may still be a champion."""
    if not event.person.on_duty:
        _hand_over(session, event.person, now)


def role_taken(session: Session, event: RoleTaken, now: datetime) -> None:
    """A new champion gets the feeds that nobody on duty follows."""
    person = event.person
    orphans = (Feed.workspace == person.workspace, Feed.added_by.not_in(on_duty_with(session, person, now)))
    session.execute(update(Feed).where(*orphans).values(added_by=person.person))


def _hand_over(session: Session, person: Person, now: datetime) -> None:
    its = (Feed.workspace == person.workspace, Feed.added_by == person.person)
    for feed, other in handed_over(session, person, select(Feed).where(*its).order_by(Feed.id), now):
        feed.added_by = other.person
        if feed.problem and feed.failing_since:
            tell(session, other, FEED_SILENT.key(feed.id, feed.added_by), feed.id, now)


def write_silent(session: Session, message: Message, now: datetime) -> Card | None:
    """The feed that cannot be read; None if it can by now, is paused or was removed."""
    feed = session.get(Feed, (message.workspace, message.subject))
    reader = session.get(Person, (message.workspace, message.person))
    if feed is None or reader is None or not reader.on_duty or feed.state == "paused" or not feed.problem:
        return None
    return cards.silent(words_of(reader), feed, reader.timezone)
