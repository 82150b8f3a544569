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
    if not week.days >> day.weekday() & 1:
        return False
    if week.country and day in public(week.country, day.year):
        return False
    return not (week.off and any(first <= day <= last for first, last in week.off))


def working_days(week: Week, first: date) -> Iterator[date]:
    """From that day on, in order; none after FAR days."""
    day = first
    for _ in range(FAR):
        if works(week, day):
            yield day
        day += DAY


@lru_cache(maxsize=1000)
def public(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (NL) or a part of it (DE-BY) in a year; none where nobody lists them."""
    whole, _, part = country.partition("-")
    try:
        return frozenset(country_holidays(whole, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()


def as_range(kept: str) -> Off:
    """From how days off are kept: 2026-12-24/2027-01-02."""
    first, _, last = kept.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)
