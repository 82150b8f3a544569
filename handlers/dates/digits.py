"""Dates in digits: 2026-12-24, 24/12, 12/24 where the month is written first, 2027-W03."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from handlers.dates.periods import Days, iso_week_days
from handlers.dates.question import Question, Unclear
from handlers.dates.tokens import NamedDays, Number, Recurring, Term, Token, one_day

Order = Literal["day", "month", ""]
BOTH = frozenset(["CA"])  # where both orders are common, whatever the language
YEARS_BACK, YEARS_ON = 1, 10


def shown_order(texts: Iterable[str]) -> Order:
    """What is first in all of these, where one of them shows it: the day in 24/12, or with dots; the month in 12/24."""
    found: set[Order] = set()
    for text in texts:
        if its := re.match(r"(\d{1,2})([-/.])(\d{1,2})(?!\d)", text):
            found |= {"day"} if int(its[1]) > 12 or its[2] == "." else {"month"} if int(its[3]) > 12 else set()
    return found.pop() if len(found) == 1 else ""


def read_digits(text: str, order: Order, country: str, today: date) -> Token:
    """The day or week. Raises Unclear where it is none, or where it can be two days."""
    if found := re.fullmatch(r"(\d{4})-?w(\d{1,2})", text):
        return _week(int(found[2]), int(found[1]), text)
    if found := re.match(r"(\d{4})(\D?)(\d{1,2})\2(\d{1,2})", text):
        return one_day(_date(int(found[1]), int(found[3]), int(found[4]), text))
    first, second, *year = map(int, re.split(r"[-/.]", text))
    day, month = _order(first, second, order, country.partition("-")[0], text)
    if year:
        return one_day(_date(year[0] if year[0] > 99 else 2000 + year[0], month, day, text))
    return yearly(day, month, today, text)


def two_numbers(text: str) -> tuple[Token, Token, Token] | None:
    """24-31 as two days, not as one date."""
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    return (Number(int(found[1])), Term("to"), Number(int(found[2]))) if found else None


def yearly(day: int, month: int, today: date, text: str) -> Recurring:
    """The day of each year that has it. Raises Unclear if none has: 30 February."""
    found = []
    for year in range(max(today.year - YEARS_BACK, 1), min(today.year + YEARS_ON, 9998)):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        raise Unclear(Question("no such day", text=text))
    return Recurring(tuple(Days(one, one) for one in found))


def _order(first: int, second: int, order: Order, country: str, text: str) -> tuple[int, int]:
    """Day and month."""
    if order == "day":
        return _checked(first, second, text)
    if country in BOTH and not order and first != second and max(first, second) <= 12:
        raise Unclear(Question("day or month", text=text))
    american = month_first(country) or (country in BOTH and order == "month")
    day, month = (second, first) if american else (first, second)
    if month > 12 >= day and (american or country in BOTH):
        return month, day  # there, nothing else can be meant
    return _checked(day, month, text)


def _checked(day: int, month: int, text: str) -> tuple[int, int]:
    if month > 12:
        raise Unclear(Question("month first", text=text))
    return day, month


@cache
def month_first(country: str) -> bool:
    """Whether people there write the month before the day, by the Unicode Consortium's data on their language."""
    spoken = get_global("likely_subtags").get(f"und_{country}", f"en_{country}")
    try:
        pattern = str(Locale.parse(spoken).datetime_skeletons["Md"])
    except (UnknownLocaleError, ValueError, KeyError):
        return False
    return pattern.casefold().index("m") < pattern.casefold().index("d")


def _week(number: int, year: int, text: str) -> NamedDays:
    try:
        return NamedDays(iso_week_days(number, year))
    except ValueError:
        raise Unclear(Question("no such day", text=text)) from None


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(Question("no such day", text=text)) from None
