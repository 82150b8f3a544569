"""Whose public holidays are kept: countries and their parts, as people type them, and the one a time zone suggests."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from holidays import country_holidays, list_supported_countries

from handlers.core.language import FORMATS, Language

LONGEST = 8  # characters of a code, as DE-BY
APART = re.compile(r"\s*[,/(]\s*|\s*-\s*(?=\S+$)")


@cache
def _parts() -> Mapping[str, list[str]]:
    """The countries whose holidays are known, and the codes of their parts."""
    return list_supported_countries(include_aliases=False)


def country_of(zone: str) -> str:
    """The country of a time zone; empty where it has none, or nobody lists its holidays."""
    code = get_global("zone_territories").get(zone, "")
    return code if code in _parts() else ""


def read_country(typed: str) -> str | None:
    """NL, Nederland, the Netherlands; DE-BY, Germany (Bayern); empty for none; None where it is not understood."""
    name = typed.strip().rstrip(")").casefold().removeprefix("the ")
    if not name:
        return ""
    if name in _names():
        return _names()[name]
    country, *part = APART.split(name, maxsplit=1)
    code = _names().get(country)
    return _part(code, part[0]) if code and part else None


def country_name(code: str, language: Language) -> str:
    """As its people say it: Germany (BY)."""
    country, _, part = code.partition("-")
    name = Locale.parse(FORMATS[language]).territories.get(country, country)
    return f"{name} ({part})" if part else name


@cache
def _names() -> Mapping[str, str]:
    """Codes by what is typed for them, in every language that Heraut speaks."""
    locales = [Locale.parse(locale) for locale in FORMATS.values()]
    found = {locale.territories.get(code, code).casefold(): code for code in _parts() for locale in locales}
    return {**found, **{code.casefold(): code for code in _parts()}}


def _part(country: str, typed: str) -> str | None:
    """By its code, or by its name where the list of holidays knows one."""
    names = {code.casefold(): code for code in _parts()[country]}
    aliases = getattr(country_holidays(country), "subdivisions_aliases", {})
    names |= {str(name).casefold(): str(code) for name, code in aliases.items()}
    code = f"{country}-{names[typed]}" if typed in names else ""
    return code if code and len(code) <= LONGEST else None
