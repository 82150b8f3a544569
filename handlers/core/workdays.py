"""Which days of the year are working days: the person's own week, less their days off and public holidays."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from holidays import country_holidays

Off = tuple[date, date]  # the first day off and the last, both included
DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = range(5)  # what is a working day where nobody is asked
FAR = 400  # days: beyond that nobody looks for a working day


class Week(Protocol):
    """What of a person decides it."""

    @property
    def days(self) -> int: ...
    @property
    def country(self) -> str: ...
    @property
    def off(self) -> Sequence[Off]: ...


def works(week: Week, day: date) -> bool:
    """Whether it is a working day of theirs."""
    return first_working(week, day) == day


def working_days(week: Week, first: date) -> Iterator[date]:
    """From that day on, in order; none after FAR days."""
    day, last = first, first + FAR * DAY
    while (working := first_working(week, day)) and working < last:
        yield working
        day = working + DAY


def first_working(week: Week, day: date) -> date | None:
    """The first working day of theirs from that day on; None, where there is none within FAR days."""
    return _first(week.days, week.country, tuple(week.off), day)


@lru_cache(maxsize=10_000)  # people have few weeks, and are asked about the same days again and again
def _first(days: int, country: str, off: tuple[Off, ...], day: date) -> date | None:
    for _ in range(FAR):
        on = days >> day.weekday() & 1 and not (country and day in public(country, day.year))
        if on and not any(first <= day <= last for first, last in off):
            return day
        day += DAY
    return None


@lru_cache(maxsize=1000)
def public(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (NL) or a part of it (DE-BY) in a year; none where nobody lists them."""
    whole, _, part = country.partition("-")
    try:
        return frozenset(country_holidays(whole, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()


def as_kept(off: Off) -> str:
    """How days off are kept: 2026-12-24/2027-01-02. `as_range` reads it."""
    first, last = off
    return f"{first}/{last}"


def as_range(kept: str) -> Off:
    """The days off that `as_kept` wrote."""
    first, _, last = kept.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)
