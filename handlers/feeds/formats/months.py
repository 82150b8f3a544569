"""The names of months in the languages that feeds are written in."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from babel.dates import get_month_names

ENGLISH = "january february march april may june july august september october november december".split()
LANGUAGES = (
    "en",
    "nl",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "da",
    "sv",
    "nb",
    "fi",
    "pl",
    "cs",
    "ru",
    "uk",
    "tr",
    "ro",
    "hu",
    "hr",
)
WIDTHS: Sequence[Literal["wide", "abbreviated"]] = ("wide", "abbreviated")
SHORTEST = 3  # letters of an English name, as in "sept"


def month_of(word: str) -> int | None:
    """The number of a month; None if it is none, or means different months in different languages."""
    name = word.strip(".").casefold()
    if len(name) >= SHORTEST:
        for number, english in enumerate(ENGLISH, 1):
            if english.startswith(name):
                return number
    return _others().get(name)


@cache
def _others() -> Mapping[str, int]:
    """Without names that are another month elsewhere, such as listopad: October in Croatian, November in Polish."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in WIDTHS:
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(str(name).strip(".").casefold(), set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1 and not name.isdigit()}
