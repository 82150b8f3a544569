"""Countries and regions with known public holidays: reading what people type, naming them, guessing by time zone."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from holidays import country_holidays, list_supported_countries

from handlers.core.language import FORMATS, Language

LONGEST = 8  # characters in a code such as DE-BY
APART = re.compile(r"\s*[,/(]\s*|\s*-\s*(?=\S+$)")


@cache
def _parts() -> Mapping[str, list[str]]:
    """The codes of countries with known holidays, each with the codes of its regions."""
    return list_supported_countries(include_aliases=False)


def country_of(zone: str) -> str:
    """The country code of an IANA time zone; empty if it has none, or its holidays are unknown."""
    code = get_global("zone_territories").get(zone, "")
    return code if code in _parts() else ""


def read_country(typed: str) -> str | None:
    """The code of a typed country or region: NL, Nederland, Germany (Bayern). Empty for empty, None if unknown."""
    name = typed.strip().rstrip(")").casefold().removeprefix("the ")
    if not name:
        return ""
    if name in _names():
        return _names()[name]
    country, *part = APART.split(name, maxsplit=1)
    code = _names().get(country)
    return _part(code, part[0]) if code and part else None


def country_name(code: str, language: Language) -> str:
    """The name of a code in this language, such as Germany (BY)."""
    country, _, part = code.partition("-")
    name = Locale.parse(FORMATS[language]).territories.get(country, country)
    return f"{name} ({part})" if part else name


@cache
def _names() -> Mapping[str, str]:
    """Country codes by lower-case name in every language that Heraut speaks, and by code."""
    locales = [Locale.parse(locale) for locale in FORMATS.values()]
    found = {locale.territories.get(code, code).casefold(): code for code in _parts() for locale in locales}
    return {**found, **{code.casefold(): code for code in _parts()}}


def _part(country: str, typed: str) -> str | None:
    """The code of a region typed as a code, or as a name that the list of holidays knows; None if unknown."""
    names = {code.casefold(): code for code in _parts()[country]}
    aliases = getattr(country_holidays(country), "subdivisions_aliases", {})
    names |= {str(name).casefold(): str(code) for name, code in aliases.items()}
    code = f"{country}-{names[typed]}" if typed in names else ""
    return code if code and len(code) <= LONGEST else None
