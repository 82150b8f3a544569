"""The sections of Home for people who have not joined, and for people on a break."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.core.interaction import Part
from handlers.core.people import words_of
from models import Person


def join_section(_: Session, person: Person, __: datetime) -> Sequence[Part]:
    """What joining brings."""
    return cards.join_offer(words_of(person))


def break_section(_: Session, person: Person, __: datetime) -> Sequence[Part]:
    """How long the break lasts."""
    return cards.rest_parts(words_of(person), person)
