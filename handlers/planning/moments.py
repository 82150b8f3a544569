"""No second nudge on a day, and what acting does to a person's pace."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.outbox.kinds import PACE
from handlers.outbox.queue import refresh
from handlers.registry.messages import Wait
from models import Person
from models.prepared import put


def acted(session: Session, person: Person, now: datetime) -> None:
    """Check soon if a nudge is due. If they were asked how to go on, that is settled, and their pace starts over."""
    if person.next_at is not None:  # otherwise they are never nudged
        put(session, person, next_at=now)
    if person.checked_at is not None:
        person.checked_at, person.pace_from = None, now
        refresh(session, person.workspace, PACE, [person.person], now)


def second_today(person: Person, key: str, now: datetime) -> Wait | None:
    """A nudge waits for the next day if another one went out to them today, in their time zone."""
    if not _other_today(person, key, local_date(now, person.timezone)):
        return None
    return Wait(until=at(local_date(now, person.timezone) + timedelta(days=1), person.hours_from, person.timezone))


def _other_today(person: Person, key: str, today: date) -> bool:
    """Whether another nudge went out to them on this day, in their time zone."""
    last = person.nudged_at
    return last is not None and person.nudged_by != key and local_date(last, person.timezone) == today
