"""Countries and regions with known public holidays: reading what people type, naming them, guessing by time zone."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from handlers.advocates.zone_places import country_and_part
from handlers.core.language import FORMATS, Language

LONGEST = 8  # characters in a code such as DE-BY
APART = re.compile(r"\s*[,/(]\s*|\s*-\s*(?=\S+$)")
WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")
AND = re.compile(r"\b(?:and|en)\b")
NEIGHBOURS = ("de", "es", "fr", "it", "pt")  # languages in which people may write the name of their country
COMMON = {  # names that people use, beside those of the lists
    "AE": "uae, emirates, vae, emiraten",
    "BA": "bosnia, bosnië",
    "BY": "wit-rusland, white russia",
    "CD": "dr congo, drc, democratic republic of congo, democratische republiek congo",
    "CG": "congo-brazzaville, republic of congo",
    "CI": "cote d'ivoire",
    "CV": "cabo verde",
    "CZ": "czech republic, tsjechische republiek",
    "GB": "united kingdom of great britain, great britain, britain, u.k., vk, groot-brittannie",
    "GB-ENG": "engeland",
    "GB-NIR": "noord-ierland",
    "GB-SCT": "schotland",
    "GB-WLS": "wales",
    "DE-BY": "bavaria, beieren",
    "ES-CT": "catalonia, catalonie",
    "HK": "hong kong, hongkong",
    "IE": "eire, republic of ireland, republiek ierland",
    "KR": "korea",
    "MK": "macedonia, macedonie",
    "MM": "burma, birma",
    "MO": "macao, macau",
    "NL": "holland",
    "PS": "palestina",
    "RU": "russian federation",
    "SR": "surinam",
    "SZ": "swaziland",
    "TL": "east timor",
    "TR": "turkiye",
    "US": "usa, u.s.a., u.s., america, amerika, united states of america, verenigde staten van amerika, vs",
    "VA": "vatican, vaticaan",
    "VN": "viet nam",
}


@cache
def _parts() -> Mapping[str, list[str]]:
    """The codes of countries with known holidays, each with the codes of its regions."""
    from holidays import list_supported_countries

    return list_supported_countries(include_aliases=False)


def country_of(zone: str) -> str:
    """The code of the country of an IANA time zone, or of its part: NL, GB-ENG. Empty if its holidays are unknown."""
    country, part = country_and_part(zone)
    return (part or country) if country in _parts() else ""


def read_country(typed: str) -> str | None:
    """The code of a typed country or region: NL, Nederland, Germany (Bayern). Empty for empty, None if unknown."""
    name = _plain(typed)
    if not name:
        return ""
    if code := _names().get(name) or _names().get(name.rstrip(")")):
        return code
    country, *part = APART.split(name.rstrip(")"), maxsplit=1)
    code = _names().get(country, "")
    return _part(code, part[0]) if code in _parts() and part else None


def country_name(code: str, language: Language) -> str:
    """The name of a code in this language, such as Germany (BY)."""
    country, _, part = code.partition("-")
    name = Locale.parse(FORMATS[language]).territories.get(country, country)
    return f"{name} ({part})" if part else name


@cache
def _names() -> Mapping[str, str]:
    """Codes by what people may type: a country's names and codes, and the names of parts that no other place has."""
    named = defaultdict[str, set[str]](set)
    for name, code in _named_parts():
        named[name].add(code)
    found = {name: code for name, (code, *others) in named.items() if not others and len(name) > 3}
    return found | dict(_named_countries()) | {code.casefold(): code for code in _parts()}


def _named_countries() -> Iterator[tuple[str, str]]:
    from holidays.registry import COUNTRIES

    for english, code, *codes in COUNTRIES.values():  # UnitedKingdom, GB, GBR, UK
        for name in (WORD_BEGINS.sub(" ", english), *codes):
            yield _plain(name), code
    for locale in map(Locale.parse, (*NEIGHBOURS, *FORMATS.values())):
        for code in _parts():
            yield _plain(locale.territories.get(code, code)), code
    for code, names in COMMON.items():
        for name in names.split(","):
            yield _plain(name), code


def _named_parts() -> Iterator[tuple[str, str]]:
    for country in _parts():
        for name, part in _aliases(country).items():
            if len(code := f"{country}-{part}") <= LONGEST:
                yield _plain(name), code


@cache
def _aliases(country: str) -> Mapping[str, str]:
    """The names of a country's regions, each with its code."""
    from holidays import country_holidays

    aliases = getattr(country_holidays(country), "subdivisions_aliases", {})
    return {str(name): str(code) for name, code in aliases.items()}


def _part(country: str, typed: str) -> str | None:
    """The code of a region typed as a code, or as a name that the list of holidays knows; None if unknown."""
    names = {_plain(name): code for name, code in _aliases(country).items()}
    names |= {_plain(code): code for code in _parts().get(country, [])}
    code = f"{country}-{names[typed]}" if typed in names else ""
    return code if code and len(code) <= LONGEST else None


def _plain(name: str) -> str:
    """A name without accents, capitals, articles and marks, so that São Tomé and Sao Tome are equal."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    said = AND.sub("&", " ".join(bare.replace("’", "'").casefold().split()))
    said = said.removeprefix("the ").replace("saint ", "st ").replace("st. ", "st ")
    return said.rstrip(".") if said.count(".") == 1 else said
