"""When a person may be written to: on their working days, in their hours, outside breaks and absences. Pure.

Everything that Heraut sends by itself uses this one calendar: nudges and every other kind of message.
"""

from datetime import date, datetime, timedelta
from typing import Protocol

from handlers.calendar.localtime import at, local_date
from handlers.calendar.workdays import FAR, Week, working_days


class WorkingHours(Week, Protocol):
    """What decides when a person is available."""

    @property
    def timezone(self) -> str: ...
    @property
    def hours_from(self) -> int: ...
    @property
    def hours_to(self) -> int: ...
    @property
    def paused_until(self) -> datetime | None: ...
    @property
    def quiet_until(self) -> datetime | None: ...


def available(one: WorkingHours, after: datetime) -> datetime:
    """The first moment from `after` on when the person may be written to."""
    return in_hours(one, rested(one, after))


def rested(one: WorkingHours, after: datetime) -> datetime:
    """The first moment from `after` on that is outside their break and absence; perhaps not in their hours."""
    return max(after, one.paused_until or after, one.quiet_until or after)


def in_hours(one: WorkingHours, after: datetime) -> datetime:
    """The first moment from `after` on that is in their hours; one FAR days ahead if they never work."""
    day = local_date(after, one.timezone)
    for working in working_days(one, day):
        opens, closes = hours_on(one, working)
        if max(opens, after) < closes:
            return max(opens, after)
    return after + timedelta(days=FAR)


def next_day(one: WorkingHours, now: datetime) -> datetime:
    """The first moment when they are available on a later day than today, in their time zone."""
    return available(one, at(local_date(now, one.timezone) + timedelta(days=1), 0, one.timezone))


def hours_on(one: WorkingHours, day: date) -> tuple[datetime, datetime]:
    """When their hours begin and end on this day, whether they work on it or not."""
    return at(day, one.hours_from, one.timezone), at(day, one.hours_to, one.timezone)
