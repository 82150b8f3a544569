"""Days that matter: international days, and the public holidays of a person's country."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.language import Language, language_of, mark
from handlers.registry.calendar import CalendarEntry
from models import Person

# As the United Nations keep them: un.org/en/observances/list-days-weeks
INTERNATIONAL = (
    (1, 24, mark("International Day of Education")),
    (2, 11, mark("International Day of Women and Girls in Science")),
    (3, 8, mark("International Women’s Day")),
    (3, 20, mark("International Day of Happiness")),
    (3, 21, mark("Day for the Elimination of Racial Discrimination")),
    (3, 22, mark("World Water Day")),
    (4, 7, mark("World Health Day")),
    (4, 21, mark("World Creativity and Innovation Day")),
    (4, 22, mark("Earth Day")),
    (4, 28, mark("World Day for Safety and Health at Work")),
    (5, 3, mark("World Press Freedom Day")),
    (5, 15, mark("International Day of Families")),
    (5, 20, mark("World Bee Day")),
    (5, 21, mark("World Day for Cultural Diversity")),
    (6, 5, mark("World Environment Day")),
    (7, 15, mark("World Youth Skills Day")),
    (7, 30, mark("International Day of Friendship")),
    (8, 12, mark("International Youth Day")),
    (9, 8, mark("International Literacy Day")),
    (9, 21, mark("International Day of Peace")),
    (10, 1, mark("International Day of Older Persons")),
    (10, 5, mark("World Teachers’ Day")),
    (10, 10, mark("World Mental Health Day")),
    (11, 10, mark("World Science Day")),
    (11, 20, mark("World Children’s Day")),
    (12, 3, mark("International Day of Persons with Disabilities")),
    (12, 5, mark("International Volunteer Day")),
    (12, 10, mark("Human Rights Day")),
)
KEPT = ("public", "optional", "unofficial")  # of the library's categories: not schools, half days or one church's days
NAMES: dict[Language, Sequence[str]] = {"en": ("en_US", "en_GB", "en"), "nl": ("nl", "nl_NL")}  # as the library says it


class Holiday(NamedTuple):
    """A day and its name, as the library writes it."""

    day: date
    name: str


def days_that_matter(_: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
    """International days, and the holidays of the person's country if they told one, in their language."""
    return [*_international(first, last), *_holidays(person, first, last)]


def _international(first: date, last: date) -> Iterator[CalendarEntry]:
    for year in range(first.year, last.year + 1):
        for month, number, name in INTERNATIONAL:
            if first <= (day := date(year, month, number)) <= last:
                yield CalendarEntry(f"day.{day}", day, day, "", label=name, invites=True, fixed=True)


def _holidays(person: Person, first: date, last: date) -> Iterator[CalendarEntry]:
    language = language_of(person.locale)
    for year in range(first.year, last.year + 1):
        for day, name in holidays_of(person.country, year, language):
            if first <= day <= last:
                key = f"holiday.{person.country}.{day}"
                yield CalendarEntry(key, day, day, name, invites=True, fixed=True)


@lru_cache(maxsize=1000)  # colleagues share a few countries
def holidays_of(country: str, year: int, language: Language) -> Sequence[Holiday]:
    """The holidays of a country (NL) or its part (DE-BY), in order; none if the library does not know it.

    They are named in the language if the library can, otherwise in English or in the country's own.
    """
    from holidays import country_holidays

    whole, _, part = country.partition("-")
    try:
        able = country_holidays(whole, subdiv=part or None)
    except NotImplementedError:
        return ()
    spoken = next((one for one in (*NAMES[language], *NAMES["en"]) if one in able.supported_languages), None)
    kept = tuple(one for one in KEPT if one in able.supported_categories)
    found = country_holidays(whole, subdiv=part or None, years=year, language=spoken, categories=kept)
    return tuple(Holiday(day, "; ".join(dict.fromkeys(found.get_list(day)))) for day in sorted(found))
