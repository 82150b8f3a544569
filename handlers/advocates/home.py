"""What Home says to those who have not joined, and to those who take a break."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.core.interaction import Part
from handlers.core.people import words_of
from models import Person


def offer(_: Session, person: Person, __: datetime) -> Sequence[Part]:
    """What joining would bring."""
    return cards.offer(words_of(person))


def rest(_: Session, person: Person, __: datetime) -> Sequence[Part]:
    """Until when the break lasts."""
    return cards.rest(words_of(person), person)
