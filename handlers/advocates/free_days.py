"""Working days, public holidays, days off and the team, as the settings form has them."""

import re
from collections.abc import Iterable
from datetime import date

from handlers.advocates.countries import read_country
from handlers.core.dates import parse_day
from handlers.core.interaction import Frozen
from handlers.core.language import Language, Words
from handlers.core.workdays import Off, as_kept

APART = re.compile(r"[,;\n]+")
BETWEEN = re.compile(r"\s+[–—-]\s+|\s*[–—/]\s*|\s+(?:to|until|till|tot|t/m|tot en met)\s+", re.IGNORECASE)
MOST = 20  # days off that somebody may name


class Free(Frozen):
    """What was asked for, checked."""

    days: int
    country: str
    off: tuple[str, ...]
    team: str


def read_free(
    days: Iterable[str], country: str, off: str, team: str, words: Words, today: date
) -> Free | dict[str, str]:
    """The wishes; or what is wrong with them, by field."""
    kept, where, ranges = _bits(days), read_country(country), read_off(off, today, words.language)
    wrong = {
        "days": "" if kept else words.t("Please choose a day at least, or take a break."),
        "country": words.t("Try a country, such as NL or Germany, or a part of one, such as DE-BY.")
        if where is None
        else "",
        "off": words.t("Try: 24 December – 2 January, 5 May") if ranges is None else "",
    }
    if found := {name: sentence for name, sentence in wrong.items() if sentence}:
        return found
    return Free(days=kept, country=where or "", off=tuple(ranges or ()), team=team[:80])


def read_off(typed: str, today: date, language: Language) -> list[str] | None:
    """From “24 December – 2 January, 5 May” to how it is kept; None where a day is not understood."""
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
    """The other way round, without what is over."""
    return ", ".join(
        words.date(first) if first == last else f"{words.date(first)} – {words.date(last)}"
        for first, last in sorted(off)
        if last >= today
    )


def _bits(days: Iterable[str]) -> int:
    return sum(1 << number for number in range(7) if str(number) in set(days))
