"""When a person may be written to: on their working days, in their hours, outside breaks and absences. Pure.

Everything that Heraut sends by itself uses this one calendar: nudges and every other kind of message.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

from handlers.calendar.localtime import at, local, local_date
from handlers.calendar.workdays import DAY, FAR, Off, Week, first_day


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
    for until in (one.paused_until, one.quiet_until):
        if until is not None and until > after:
            after = until
    return after


def in_hours(one: WorkingHours, after: datetime) -> datetime:
    """The first moment from `after` on that is in their hours; one FAR days ahead if they never work."""
    day = local_date(after, one.timezone)
    last = day + FAR * DAY
    while (shift := first_shift(one, day)) and shift.day < last:
        opens, closes = max(shift.opens, after), shift.closes
        if opens < closes:
            return opens
        day = shift.day + DAY
    return after + FAR * DAY


def next_day(one: WorkingHours, now: datetime) -> datetime:
    """The first moment when they are available on a later day than today, in their time zone."""
    return available(one, at(local_date(now, one.timezone) + timedelta(days=1), 0, one.timezone))


def workdays_later(one: WorkingHours, since: datetime, days: int) -> datetime:
    """The moment `days` of their working days later, at the same time of day, counted from when they are available."""
    begins = later = available(one, since)
    for _ in range(days):
        later = next_day(one, later)
    clock = local(begins, one.timezone)
    return max(later, at(local_date(later, one.timezone), clock.hour * 60 + clock.minute, one.timezone))


class Shift(NamedTuple):
    """A working day, and when their hours begin and end on it."""

    day: date
    opens: datetime
    closes: datetime


def first_shift(one: WorkingHours, day: date) -> Shift | None:
    """Their first working day from `day` on, with its hours; None if there is none within FAR days."""
    return _shift(one.days, one.country, tuple(one.off), one.hours_from, one.hours_to, one.timezone, day)


@lru_cache(maxsize=10_000)  # a plan asks for the same few days for everybody with the same settings
def _shift(
    days: int, country: str, off: tuple[Off, ...], hours_from: int, hours_to: int, timezone: str, day: date
) -> Shift | None:
    working = first_day(days, country, off, day)
    return Shift(working, at(working, hours_from, timezone), at(working, hours_to, timezone)) if working else None
