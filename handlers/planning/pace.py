"""After three nudges that nobody answered: one card that asks how to go on, and then silence until they act."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import String, bindparam, select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.localtime import at, local_date
from handlers.core.messages import Wait
from handlers.core.people import advocate, meet, words_of
from handlers.outbox.kinds import PACE
from handlers.outbox.queue import row
from handlers.planning import pace_cards as cards
from handlers.planning.budget import LONGEST
from handlers.planning.history import days_off
from handlers.planning.moments import acted, hindrance, resting
from models import Message, Person
from models.engine import insert_new
from models.given import given, packed

ASKED = (
    update(Person)
    .where(Person.workspace == bindparam("here"), Person.person.in_(select(given("whom", person=String()).c.person)))
    .values(checked_at=bindparam("asked"))
    .execution_options(synchronize_session=False)
)


def ask(session: Session, workspace: str, moments: Mapping[str, datetime], now: datetime) -> None:
    """Have each of them asked at their moment: it takes the place of a nudge. From now on they are left in peace."""
    rows = [
        row(workspace, PACE.key(person, f"{now.date()}"), person, person, now, moment, person)
        for person, moment in moments.items()
    ]
    insert_new(session, Message, rows)
    whom = packed([person] for person in moments)
    session.connection().execute(ASKED, {"here": workspace, "whom": whom, "asked": now})


def write_pace(session: Session, message: Message, now: datetime) -> Card | Wait | None:
    """The question, if it is still open; what they settled, in its place."""
    person = session.get_one(Person, (message.workspace, message.person))
    if not person.joined or (person.checked_at is None) != (message.ref is not None):
        return None
    if message.ref is not None:
        return cards.settled(words_of(person), person, now)
    if resting(person, now):
        return None
    key = person.workspace, person.person
    if wait := hindrance(person, days_off(session, [key]), message.key, now):
        return wait
    person.nudged_at, person.nudged_by = now, message.key
    return cards.question(words_of(person), person.weekly_most, person.weekly_most // 2)


def keep(session: Session, interaction: Interaction, now: datetime) -> Card:
    """As before."""
    person = _asked(session, interaction, now)
    acted(session, person, now)
    return cards.settled(words_of(person), person, now)


def fewer(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Half as many; of one a week, none for as long as the longest gap."""
    person = _asked(session, interaction, now)
    acted(session, person, now)
    if person.weekly_most > 1:
        person.weekly_most //= 2
    else:
        day = local_date(now + LONGEST, person.timezone)
        person.paused_until = at(day, 0, person.timezone)
    return cards.settled(words_of(person), person, now)


def _asked(session: Session, interaction: Interaction, now: datetime) -> Person:
    """Who was, and has not answered in the meantime: a second press would halve their pace twice."""
    person = advocate(meet(session, interaction.actor, now))
    if person.checked_at is None:
        raise Refused("You already answered this one.")
    return person
