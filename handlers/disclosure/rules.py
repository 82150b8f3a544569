"""The file of rules: what a text says about who speaks."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("rules.toml")
ANY = "any"
LIKE: Mapping[str, str] = {"UK": "GB", "AT": "DE"}  # countries with the rules of another


class Rules(NamedTuple):
    lines: Mapping[str, Mapping[str, Mapping[str, str]]]  # by country, length and language
    short: Sequence[str]  # networks
    counts: Sequence[str]
    sources: Mapping[str, str]

    def line(self, country: str, language: str, *, short: bool) -> str:
        """The line for a country (NL, GB-ENG, or empty), with {company} and {tag} in it."""
        place = country.partition("-")[0]
        found = self.lines.get(LIKE.get(place, place), self.lines[ANY])
        return found["short" if short else "plain"][language]


@cache
def rules() -> Rules:
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Rules(read["lines"], read["short"]["networks"], read["counts"]["words"], read["sources"])
