"""After three unanswered nudges in a row: one card that asks how to go on, then silence until the person acts."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import String, bindparam, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import advocate, meet, words_of
from handlers.outbox.kinds import PACE
from handlers.outbox.queue import message_row
from handlers.planning import pace_cards as cards
from handlers.planning.budget import LONGEST
from handlers.planning.moments import acted, second_today
from handlers.registry.messages import Wait
from models import Message, Person
from models.engine import insert_new
from models.given import given, packed
from models.prepared import Change

ASKED = Change(
    update(Person)
    .where(Person.workspace == bindparam("here"), Person.person.in_(select(given("whom", person=String()).c.person)))
    .values(checked_at=bindparam("asked"))
)


def ask_pace(session: Session, workspace: str, moments: Mapping[str, datetime], now: datetime) -> None:
    """Ask each of these people, at their moment, instead of a nudge. From now on they get no nudges."""
    rows = [
        message_row(workspace, PACE.key(person, f"{now.date()}"), person, person, now, moment, person)
        for person, moment in moments.items()
    ]
    insert_new(session, Message, rows)
    whom = packed([person] for person in moments)
    ASKED.run(session, {"here": workspace, "whom": whom, "asked": now})


def write_pace(session: Session, message: Message, now: datetime) -> Card | Wait | None:
    """The question if it is still open; once answered, what holds instead."""
    person = session.get_one(Person, (message.workspace, message.person))
    if not person.joined or (person.checked_at is None) != (message.ref is not None):
        return None
    if message.ref is not None:
        return cards.settled(words_of(person), person, now)
    if wait := second_today(person, message.key, now):
        return wait
    person.nudged_at, person.nudged_by = now, message.key
    return cards.pace_question(words_of(person), person.weekly_most, person.weekly_most // 2)


def keep_pace(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The answer “Keep”: the pace stays."""
    person = _asked(session, interaction, now)
    acted(session, person, now)
    return cards.settled(words_of(person), person, now)


def fewer(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The answer “Fewer”: half as many; from one a week, none for four weeks."""
    person = _asked(session, interaction, now)
    acted(session, person, now)
    if person.weekly_most > 1:
        person.weekly_most //= 2
    else:
        day = local_date(now + LONGEST, person.timezone)
        person.paused_until = at(day, 0, person.timezone)
    return cards.settled(words_of(person), person, now)


def _asked(session: Session, interaction: Interaction, now: datetime) -> Person:
    """The person, if the question is open. Otherwise `Refused`, because a second press would halve the pace twice."""
    person = advocate(meet(session, interaction.actor, now))
    if person.checked_at is None:
        raise Refused("You already answered this one.")
    return person
