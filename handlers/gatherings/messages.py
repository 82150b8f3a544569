"""The cards of messages about events, written when they are sent: by then an answer or the event may have changed."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.core.targets import BAR
from handlers.gatherings import message_cards as cards
from handlers.gatherings.cards import ShownGathering
from handlers.gatherings.files import file_path
from models import Gathering, Message, Person, Seat


class About(NamedTuple):
    """What a message is about, as it is now."""

    words: Words
    person: Person
    shown: ShownGathering

    @property
    def seat(self) -> Seat | None:
        return self.shown.seat

    @property
    def gathering(self) -> Gathering:
        return self.shown.gathering


def _about(session: Session, message: Message, now: datetime) -> About | None:
    """None if the event or the person is not there any more."""
    its = session.get(Gathering, (message.workspace, message.subject.partition(BAR)[0]))
    person = session.get(Person, (message.workspace, message.person))
    if its is None or person is None:
        return None
    seat = session.get(Seat, (its.workspace, its.id, person.person))
    shown = ShownGathering(its, seat, now, person.timezone, file_path(session, person, its, now))
    return About(words_of(person), person, shown)


def _comes(about: About, now: datetime) -> bool:
    """Whether the person has a seat at an event that is still to begin."""
    its, seat = about.gathering, about.seat
    return its.state == "planned" and its.starts_at > now and seat is not None and seat.state == "seated"


def write_news(session: Session, message: Message, now: datetime) -> Card | None:
    """That there is a seat, that it changed, or that it is called off; None if that says nothing to the person now."""
    about = _about(session, message, now)
    if about and BAR not in message.subject:
        return cards.seat_card(about.words, about.shown) if _comes(about, now) else None
    if about is None or about.seat is None or about.seat.state == "no" or about.gathering.starts_at <= now:
        return None
    if message.subject.partition(BAR)[2] != str(about.gathering.changes):
        return None  # it changed once more, and that is told by another message
    return cards.change_card(about.words, about.shown)


def write_reminder(session: Session, message: Message, now: datetime) -> Card | None:
    """When and where; None if the event moved since or began, or the person does not come."""
    about = _about(session, message, now)
    if about is None or not _comes(about, now):
        return None
    if message.subject.partition(BAR)[2] != str(about.gathering.changes):
        return None
    return cards.reminder_card(about.words, about.shown)


def write_after(session: Session, message: Message, now: datetime) -> Card | None:
    """Thanks, the recording, and the question; None if it was called off, or they gave their seat back."""
    about = _about(session, message, now)
    if about is None or about.seat is None or about.seat.state != "seated" or about.gathering.state != "planned":
        return None
    return cards.after_card(about.words, about.shown)
