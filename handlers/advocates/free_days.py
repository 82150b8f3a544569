"""Reads and writes the calendar fields of the settings form: working days, days off, the team and the place."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from handlers.advocates.countries import read_country
from handlers.calendar.workdays import Off, as_kept
from handlers.core.interaction import Frozen
from handlers.core.language import Words
from handlers.dates.asker import Asker
from handlers.dates.periods import Days
from handlers.dates.question import Question

APART = re.compile(r"[,;\n]+")
LATELY = timedelta(days=7)
MOST = 20  # days off, or ranges of them, in one person's settings


class Free(Frozen):
    """The checked fields. `days`: a bit for each weekday, Monday is 1; `off`: ranges as they are stored."""

    days: int
    country: str
    off: tuple[str, ...]
    team: str
    place: str


def read_free(
    days: Iterable[str], country: str, off: str, team: str, place: str, words: Words, today: date
) -> Free | dict[str, str]:
    """The checked fields, or the errors by field."""
    kept, where = _bits(days), read_country(country)
    ranges = read_off(off, Asker(today, where or ""))
    wrong = {
        "days": "" if kept else words.t("Please choose at least one day, or take a break."),
        "country": words.t("Try a country, such as NL or Germany, or a part of one, such as DE-BY.")
        if where is None
        else "",
        "off": ranges.told(words) if isinstance(ranges, Question) else "",
    }
    if found := {name: sentence for name, sentence in wrong.items() if sentence}:
        return found
    off_days = () if isinstance(ranges, Question) else tuple(ranges)
    return Free(days=kept, country=where or "", off=off_days, team=team[:80], place=place[:80])


def read_off(typed: str, asker: Asker) -> list[str] | Question:
    """Ranges as they are stored, from “24 December – 2 January, 5 May”, or what is unclear about one of them."""
    found: list[str] = []
    for read in _each(typed, asker):
        if isinstance(read, Question):
            if read.why == "past" and read.day and asker.today - read.day <= LATELY:
                continue  # it ended while the form was open
            return read
        found.append(as_kept(read))
    return found if len(found) <= MOST else Question("too many")


def _each(typed: str, asker: Asker) -> Iterator[Days | Question]:
    """Each stretch. A comma may also stand within a date: December 24, 2026."""
    from handlers.dates.reader import read_days

    parts = [part.strip() for part in APART.split(typed) if part.strip()]
    while parts:
        whole = read_days(", ".join(parts[:2]), asker) if len(parts) > 1 else None
        used = 2 if isinstance(whole, Days) else 1
        yield whole if isinstance(whole, Days) else read_days(parts[0], asker)
        parts = parts[used:]


def told_off(off: Iterable[Off], words: Words, today: date) -> str:
    """Days off as text for the form, without those that have passed."""
    return ", ".join(
        words.date(first) if first == last else f"{words.date(first)} – {words.date(last)}"
        for first, last in sorted(off)
        if last >= today
    )


def _bits(days: Iterable[str]) -> int:
    return sum(1 << number for number in range(7) if str(number) in set(days))
