"""A person's working days: their working week, without their days off and public holidays."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

Off = tuple[date, date]  # the first day off and the last, both included
DAY = timedelta(days=1)
MONDAY_TO_FRIDAY = range(5)  # the default, where no person is known
FAR = 400  # days; the search for a working day ends there


class Week(Protocol):
    """What decides a person's working days."""

    @property
    def days(self) -> int: ...  # a bit for each weekday; Monday is the lowest
    @property
    def country(self) -> str: ...  # of their public holidays: NL, DE-BY; empty: none
    @property
    def off(self) -> Sequence[Off]: ...


def first_working(week: Week, day: date) -> date | None:
    """Their first working day from `day` on; None if there is none within FAR days."""
    return first_day(week.days, week.country, tuple(week.off), day)


@lru_cache(maxsize=10_000)  # most people share a working week, and the same days are asked about again
def first_day(days: int, country: str, off: tuple[Off, ...], day: date) -> date | None:
    """As `first_working`, from the parts of a week."""
    for _ in range(FAR):
        on = days >> day.weekday() & 1 and not (country and day in public(country, day.year))
        if on and not any(first <= day <= last for first, last in off):
            return day
        day += DAY
    return None


@lru_cache(maxsize=1000)
def public(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (NL) or region (DE-BY) in a year; none if `holidays` does not know it."""
    from holidays import country_holidays

    whole, _, part = country.partition("-")
    try:
        return frozenset(country_holidays(whole, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()


def as_kept(off: Off) -> str:
    """Days off as they are stored: 2026-12-24/2027-01-02. `as_range` reads it."""
    first, last = off
    return f"{first}/{last}"


def as_range(kept: str) -> Off:
    """Read the days off that `as_kept` wrote."""
    first, _, last = kept.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)
