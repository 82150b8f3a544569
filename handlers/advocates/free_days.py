"""Reads and writes the calendar fields of the settings form: working days, holidays, days off and the team."""

import re
from collections.abc import Iterable
from datetime import date

from handlers.advocates.countries import read_country
from handlers.calendar.workdays import Off, as_kept
from handlers.core.dates import parse_day
from handlers.core.interaction import Frozen
from handlers.core.language import Language, Words

APART = re.compile(r"[,;\n]+")
BETWEEN = re.compile(r"\s+[–—-]\s+|\s*[–—/]\s*|\s+(?:to|until|till|tot|t/m|tot en met)\s+", re.IGNORECASE)
MOST = 20  # days off, or ranges of them, in one person's settings


class Free(Frozen):
    """The checked fields. `days`: a bit for each weekday, Monday is 1; `off`: ranges as they are stored."""

    days: int
    country: str
    off: tuple[str, ...]
    team: str


def read_free(
    days: Iterable[str], country: str, off: str, team: str, words: Words, today: date
) -> Free | dict[str, str]:
    """The checked fields, or the errors by field."""
    kept, where, ranges = _bits(days), read_country(country), read_off(off, today, words.language)
    wrong = {
        "days": "" if kept else words.t("Please choose at least one day, or take a break."),
        "country": words.t("Try a country, such as NL or Germany, or a part of one, such as DE-BY.")
        if where is None
        else "",
        "off": words.t("Try: 24 December – 2 January, 5 May") if ranges is None else "",
    }
    if found := {name: sentence for name, sentence in wrong.items() if sentence}:
        return found
    return Free(days=kept, country=where or "", off=tuple(ranges or ()), team=team[:80])


def read_off(typed: str, today: date, language: Language) -> list[str] | None:
    """Ranges as they are stored, from “24 December – 2 January, 5 May”. None if a day is not understood."""
    found: list[str] = []
    for part in filter(None, (part.strip() for part in APART.split(typed))):
        first, *rest = BETWEEN.split(part, maxsplit=1)
        start = parse_day(first, today, language)
        end = parse_day(rest[0], start, language) if start and rest else start
        if start is None or end is None or len(found) == MOST:
            return None
        found.append(as_kept((start, end)))
    return found


def told_off(off: Iterable[Off], words: Words, today: date) -> str:
    """Days off as text for the form, without those that have passed."""
    return ", ".join(
        words.date(first) if first == last else f"{words.date(first)} – {words.date(last)}"
        for first, last in sorted(off)
        if last >= today
    )


def _bits(days: Iterable[str]) -> int:
    return sum(1 << number for number in range(7) if str(number) in set(days))
