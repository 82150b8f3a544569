"""When a nudge may go out: not during a break, not twice a day. And what acting does to a person's pace."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.core.localtime import at, local_date
from handlers.outbox.kinds import PACE
from handlers.outbox.queue import refresh
from handlers.planning.budget import due
from handlers.planning.due import Advocate
from handlers.planning.history import DaysOff
from handlers.registry.messages import Wait
from models import Person


def acted(session: Session, person: Person, now: datetime) -> None:
    """Check soon if a nudge is due. If they were asked how to go on, that is settled, and their pace starts over."""
    if person.next_at is not None:  # otherwise they are never nudged
        person.next_at = now
    if person.checked_at is not None:
        person.checked_at, person.pace_from = None, now
        refresh(session, person.workspace, PACE, [person.person], now)


def resting(person: Person, now: datetime) -> bool:
    return person.paused_until is not None and person.paused_until > now


def hindrance(person: Person, off: DaysOff, key: str, now: datetime, *, again: bool = False) -> Wait | None:
    """Why a nudge that still holds has to wait. One that comes back on request may be the second on a day."""
    wishes = Advocate.of(person, off[person.workspace, person.person])
    if due(wishes._replace(checked_at=None), (), now) is None:  # those asked how to go on get that question instead
        return Wait(until=now + timedelta(minutes=30))
    today = local_date(now, person.timezone)
    if not again and _other_today(person, key, today):
        return Wait(until=at(today + timedelta(days=1), person.hours_from, person.timezone))
    return None


def _other_today(person: Person, key: str, today: date) -> bool:
    """Whether another nudge went out to them on this day, in their time zone."""
    last = person.nudged_at
    return last is not None and person.nudged_by != key and local_date(last, person.timezone) == today
