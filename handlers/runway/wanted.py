"""What runs dry: a warning for champions, a line on their Home, and `/heraut wanted` for everybody."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.interaction import Card, Interaction, Part
from handlers.core.people import meet, words_of
from handlers.runway import cards
from handlers.runway.stocks import is_short, stocks_of
from models import Message, Person, Workspace


def wanted(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut wanted`: topics and languages that run dry within a week."""
    person = meet(session, interaction.actor, now)
    return cards.wanted_card(words_of(person), stocks_of(session, person.workspace), today(session, person, now))


def today(session: Session, person: Person, now: datetime) -> date:
    """The day by which the figures go, in the workspace's zone."""
    return local_date(now, session.get_one(Workspace, person.workspace).timezone)


def listed_runway(session: Session, person: Person, now: datetime) -> Sequence[Part]:
    """For the list of content: every group."""
    return cards.runway_parts(words_of(person), stocks_of(session, person.workspace), today(session, person, now))


def home_runway(session: Session, person: Person, now: datetime) -> Sequence[Part]:
    """On the Home of champions: what runs dry within a week."""
    day = today(session, person, now)
    rows = [row for row in stocks_of(session, person.workspace) if is_short(row, day)]
    return cards.runway_parts(words_of(person), rows, day)


def write_warning(session: Session, message: Message, now: datetime) -> Card | None:
    """What is still short of that day's dry spells; None if nothing is."""
    person = session.get_one(Person, (message.workspace, message.person))
    day = today(session, person, now)
    rows = [row for row in stocks_of(session, message.workspace) if is_short(row, day)]
    begun = [row for row in rows if f"{row.warned_on}" == message.subject]
    return cards.warning_card(words_of(person), begun, day) if begun else None
