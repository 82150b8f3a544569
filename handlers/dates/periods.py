"""Arithmetic with days, weeks, months and years. Weeks begin on Monday."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

DAY = timedelta(days=1)


class Days(NamedTuple):
    """Both included."""

    first: date
    last: date


class Pause(NamedTuple):
    """The days without messages, both included."""

    first: date
    last: date

    @property
    def again(self) -> date:
        return self.last + DAY


class Amount(NamedTuple):
    months: float = 0
    days: float = 0
    workdays: float = 0

    def plus(self, other: "Amount") -> "Amount":
        return Amount(self.months + other.months, self.days + other.days, self.workdays + other.workdays)

    def times(self, n: float) -> "Amount":
        return Amount(self.months * n, self.days * n, self.workdays * n)


UNITS: Mapping[str, Amount] = {
    "day": Amount(days=1),
    "workday": Amount(workdays=1),
    "week": Amount(days=7),
    "fortnight": Amount(days=14),
    "month": Amount(months=1),
    "quarter": Amount(months=3),
    "halfyear": Amount(months=6),
    "year": Amount(months=12),
}


def months_on(day: date, months: int) -> date:
    """That many months on; the last day of the month where it is shorter. Raises OverflowError or ValueError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved_by(day: date, amount: Amount, free: Callable[[date], bool], sign: int = 1) -> date:
    """`day` and this amount. Part of a day counts as a day, half a month as 15. `free`: no working day."""
    whole = int(amount.months)
    days = ceil(amount.days + (amount.months - whole) * 30)
    found = months_on(day, sign * whole) + sign * days * DAY
    for _ in range(ceil(min(amount.workdays, 1000))):
        found += sign * DAY
        while free(found):
            found += sign * DAY
    return found


def unit_days(unit: str, day: date, n: int = 0) -> Days:
    """The week, month and so on in which `day` lies, or the n-th after it."""
    match unit:
        case "week":
            monday = day + timedelta(days=7 * n - day.weekday())
            return Days(monday, monday + 6 * DAY)
        case "weekend":
            saturday = day + timedelta(days=7 * n + 5 - day.weekday())
            return Days(saturday, saturday + DAY)
        case "month" | "quarter" | "year":
            long = {"month": 1, "quarter": 3, "year": 12}[unit]
            since = (day.month - 1) % long
            first = months_on(day.replace(day=1), n * long - since)
            return Days(first, months_on(first, long) - DAY)
        case _:
            return Days(day + n * DAY, day + n * DAY)


def iso_week_days(number: int, year: int) -> Days:
    """ISO week `number`. Raises ValueError if the year has no such week."""
    monday = date.fromisocalendar(year, number, 1)
    return Days(monday, monday + 6 * DAY)


def weekday_from(day: date, weekday: int) -> date:
    """The first such weekday on `day` or later."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def weekday_until(day: date, weekday: int) -> date:
    """The last such weekday on `day` or before."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)
