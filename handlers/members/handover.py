"""What a champion runs goes to the other champions when they leave, and to a new one if nobody is left."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from handlers.core.people import champions_of
from models import Campaign, Feed, Gathering, Person

Run = TypeVar("Run", Campaign, Feed, Gathering)


def handed_over(session: Session, person: Person, rows: Select[Run], now: datetime) -> Iterator[tuple[Run, Person]]:
    """Each row of this person with the champion who gets it: the others in turn.

    Nothing if there are none. The rows then stay as they are, until somebody takes the role.
    """
    return zip(session.scalars(rows), cycle(champions_of(session, person, now)))


def on_duty_with(session: Session, person: Person, now: datetime) -> set[str]:
    """The ids of the champions on duty, and of this person, who has just taken the role."""
    return {one.person for one in champions_of(session, person, now)} | {person.person}
