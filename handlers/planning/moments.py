"""Somebody did something: they are looked at at once, and are asked nothing more about how to go on."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.outbox.queue import refresh
from models import Person


def acted(session: Session, person: Person, now: datetime) -> None:
    """Their pace is another now, perhaps. Who was asked how to go on begins afresh, and the question is settled."""
    if person.next_at is not None:  # else they are never nudged
        person.next_at = now
    if person.checked_at is not None:
        person.checked_at, person.afresh_at = None, now
        refresh(session, person.workspace, "pace", [person.person], now)
