"""When feasts fall: those of feasts.toml, and the public holidays of the person's country by their names."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from handlers.calendar.workdays import public
from handlers.dates.lexer import lexicon, plain_letters
from handlers.dates.periods import DAY, Days, weekday_from

FEASTS = Path(__file__).with_suffix(".toml")
LANGUAGES = ("en_US", "en_GB", "nl")  # in which the library is asked for names, where it has them
ELSEWHERE = ("NL", "GB", "US")  # whose holidays are known by name to people of other countries, too
ANY = "bank holiday, bank holidays, public holiday, feestdag, vrije dag, official holiday, officiele feestdag"
PARTS = re.compile(r"\s*[;/(].*")
LONGEST = 4  # days in a row that are one feast


class FeastRule(NamedTuple):
    rule: str
    name: str = ""
    parts: bool = False
    long: bool = False
    days: int = 1
    shift: int = 0
    weekday: int | None = None


@cache
def _feasts() -> Mapping[str, FeastRule]:
    """What people say, and what it means."""
    told = tomllib.loads(FEASTS.read_text("utf-8"))
    return {
        said.strip(): FeastRule(**{key: value for key, value in its.items() if key != "said"})
        for its in told.values()
        for said in its["said"].split(",")
    }


@cache
def feast_names(country: str) -> frozenset[str]:
    """All names that are understood, in plain letters."""
    found = {*_feasts(), *(name.strip() for name in ANY.split(","))}
    for place in (country, *ELSEWHERE):
        found |= {name for year in (2026, 2027) for name in _by_name(place, year)}
    return frozenset(found)


def feast_times(name: str, country: str, today: date) -> tuple[Days, ...]:
    """When it was and will be, in order: from last year on."""
    years = range(max(today.year - 1, 1), min(today.year + 4, 9990))
    if name in ANY.split(", "):
        free = sorted(day for year in years for day in public(country or ELSEWHERE[0], year) if day.weekday() < 5)
        return tuple(Days(day, day) for day in free)
    feast = _feasts().get(name)
    if feast is None:
        return tuple(one for year in years for one in _named(name, country, year))
    return tuple(one for year in years for one in _of_year(feast, country, year))


def _named(name: str, country: str, year: int) -> list[Days]:
    """The holiday of this name in the country, or else in one of those that everybody knows."""
    for place in (country, *ELSEWHERE):
        if any(name in _by_name(place, one) for one in (2026, 2027)):
            return _stretches(_by_name(place, year).get(name, ()))
    return []


def _of_year(feast: FeastRule, country: str, year: int) -> Iterator[Days]:
    look = _in_parts if feast.parts else _in_country
    there = look(feast.name, country, year) if feast.name else ()
    for first in sorted(there)[:1] or _by_rule(feast.rule, year):
        begins = weekday_from(first, feast.weekday) if feast.weekday is not None else first
        begins += timedelta(days=feast.shift)
        last = begins + timedelta(days=feast.days - 1)
        while feast.long and last + DAY in public(country, last.year) and (last - begins).days < LONGEST:
            last += DAY
        if last == begins and feast.long and feast.rule == "12-31":
            last += DAY  # it is the first day of the year, too
        yield Days(begins, last)


def _in_country(name: str, country: str, year: int) -> tuple[date, ...]:
    return _by_name(country, year).get(plain_name(name), ())


def _in_parts(name: str, country: str, year: int) -> tuple[date, ...]:
    """The holiday in a country, or in all parts of it that have one: the whole of Canada has no Thanksgiving."""
    from holidays import list_supported_countries

    said = plain_name(name)
    if (found := _in_country(name, country, year)) or "-" in country:
        return found
    parts = list_supported_countries(include_aliases=False).get(country, [])
    days = {_by_name(f"{country}-{part}", year).get(said, ()) for part in parts} - {()}
    return days.pop() if len(days) == 1 else ()


def _by_rule(rule: str, year: int) -> list[date]:
    place, _, name = rule.partition(": ")
    if name:
        return sorted(_by_name(place, year).get(plain_name(name), ()))[:1]
    if rule.startswith("easter"):
        sunday = _by_name("NL", year).get("easter sunday", ())
        return [day + timedelta(days=int(rule.removeprefix("easter"))) for day in sunday]
    return [date.fromisoformat(f"{year:04}-{rule}")]


def _stretches(days: tuple[date, ...]) -> list[Days]:
    """Days in a row as one feast."""
    found: list[Days] = []
    for day in sorted(days):
        if found and day - found[-1].last == DAY:
            found[-1] = Days(found[-1].first, day)
        else:
            found.append(Days(day, day))
    return found


@cache
def _by_name(country: str, year: int) -> Mapping[str, tuple[date, ...]]:
    """The days of each public holiday, by its names in English, in Dutch and in the country's language."""
    from holidays import country_holidays

    whole, _, part = country.partition("-")
    found: dict[str, tuple[date, ...]] = {}
    try:
        spoken = country_holidays(whole, subdiv=part or None).supported_languages
        own = country_holidays(whole, subdiv=part or None).default_language
        known: list[str | None] = [one for one in (*LANGUAGES, own) if one in spoken]
        for language in dict.fromkeys(known) or [None]:
            listed = country_holidays(whole, subdiv=part or None, years=year, observed=False, language=language)
            for day, names in listed.items():
                for name in _said(names):
                    found[name] = (*found.get(name, ()), *(() if day in found.get(name, ()) else (day,)))
    except NotImplementedError:
        return {}
    return {name: days for name, days in found.items() if not set(name.split()) <= lexicon().keys()}


def _said(names: str) -> Iterator[str]:
    """A name as it is listed, and as people say it: without its last word, day."""
    for listed in names.split(";"):
        name = plain_name(listed)
        yield name
        if name.endswith(" day"):
            yield name.removesuffix(" day")


def plain_name(name: str) -> str:
    return " ".join(plain_letters(PARTS.sub("", name)).replace(".", " ").replace("-", " ").split())
