"""Who acts is looked at at once, and is asked nothing more about how to go on."""

from datetime import datetime

from models import Person


def acted(person: Person, now: datetime) -> None:
    """An answer has changed their pace, perhaps. Who was asked how to go on, and silent since, begins afresh."""
    if person.joined and person.next_at is not None:  # who only supports has none
        person.next_at = now
    if person.checked_at is not None:
        person.checked_at, person.afresh_at = None, now
