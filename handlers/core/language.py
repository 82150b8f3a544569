"""Text for people: sentences from the catalogue, and dates, numbers and lists in their language."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.support import NullTranslations, Translations

from handlers.calendar import localtime

Language = Literal["en", "nl"]
LOCALE = Path(__file__).parent / "locale"
FORMATS: dict[Language, str] = {"en": "en_GB", "nl": "nl_NL"}  # a 24-hour clock, the day before the month


def mark(sentence: str) -> str:
    """The sentence itself. Wrap constants in it, so that the catalogue finds them."""
    return sentence


def catalogue_path(language: str, folder: Path = LOCALE) -> Path:
    return folder / language / "LC_MESSAGES" / "heraut.po"


def bind(folder: Path) -> None:
    """Add the catalogues below `folder`, for the whole process, as gettext binds a text domain to a folder."""
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)
        _catalogue.cache_clear()


_FOLDERS = [LOCALE]  # the first that knows a sentence translates it


@cache
def _catalogue(language: Language) -> NullTranslations:
    """Compiled from the .po files once per process, so that no .mo can be out of date."""
    if language == "en":
        return NullTranslations()  # the sentences in the source are the English ones
    first, *others = (_compiled(catalogue_path(language, folder), language) for folder in _FOLDERS)
    for other in others:
        first.add_fallback(other)
    return first


def _compiled(path: Path, language: Language) -> Translations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def language_of(locale: str) -> Language:
    """Dutch for `nl-BE`, `nl_NL` and `NL`; English for any language that we do not speak."""
    return "nl" if locale.replace("_", "-").lower().split("-")[0] == "nl" else "en"


class Words:
    """Text in one person's language. Cheap to make: catalogues are shared, and read when first needed."""

    def __init__(self, locale: str = "") -> None:
        self.language: Language = language_of(locale)
        self._formats = FORMATS[self.language]

    @classmethod
    def of(cls, locale: str) -> "Words":
        return cls(locale)

    def t(self, sentence: str, /, **places: object) -> str:
        """The sentence in this language, with its {places} filled. Pass a literal, never text from outside."""
        if not sentence:  # gettext keeps the catalogue's header under the empty string
            return ""
        return _catalogue(self.language).gettext(sentence).format_map(places)

    def tn(self, one: str, many: str, n: int, /, **places: object) -> str:
        """The singular or plural form for `n`; {n} is filled with the number as this language writes it."""
        form = _catalogue(self.language).ngettext(one, many, n)
        return form.format_map({"n": self.number(n), **places})

    def full_day(self, day: date, zone: str = "") -> str:
        """Tuesday 2 January 2026. A datetime is converted to `zone` first; without a zone it keeps its own."""
        return _date(_falls(day, zone), "EEEE d MMMM y", self._formats)

    def weekday_and_date(self, day: date) -> str:
        """Tuesday 2 January."""
        return _date(day, "EEEE d MMMM", self._formats)

    def date(self, day: date, zone: str = "") -> str:
        """2 January 2026. A datetime is converted to `zone` first; without a zone it keeps its own."""
        return _date(_falls(day, zone), "long", self._formats)

    def time(self, moment: datetime, zone: str = "") -> str:
        """10:00, on a 24-hour clock."""
        return format_time(_there(moment, zone), "HH:mm", locale=self._formats)

    def when(self, moment: datetime, zone: str) -> str:
        """Tuesday 2 January at 10:00, on the clock of `zone`."""
        return self.t("{day} at {time}", day=self.day(moment, zone), time=self.time(moment, zone))

    def day(self, moment: datetime, zone: str) -> str:
        """Tuesday 2 January, on the calendar of `zone`."""
        return _date(_there(moment, zone).date(), "EEEE d MMMM", self._formats)

    def weekday(self, number: int) -> str:
        """0 is Monday."""
        name: str = get_day_names("wide", locale=self._formats)[number]
        return name

    def number(self, number: float) -> str:
        return format_decimal(number, locale=self._formats)

    def percent(self, share: float) -> str:
        """12%, from 0.12."""
        return format_percent(share, locale=self._formats)

    def money(self, hundredths: int, currency: str) -> str:
        """€3.50, from 350 and EUR."""
        return format_currency(hundredths / 100, currency, locale=self._formats)

    def list(self, items: Iterable[str]) -> str:
        """Ann, Bob and Cem."""
        return format_list(tuple(items), locale=self._formats)


@lru_cache(maxsize=1000)  # many cards say the same few days, and Babel takes longer than all else on a card
def _date(day: date, pattern: str, formats: str) -> str:
    return format_date(day, pattern, formats)


def _falls(day: date, zone: str) -> date:
    return _there(day, zone).date() if isinstance(day, datetime) else day


def _there(moment: datetime, zone: str) -> datetime:
    return localtime.local(moment, zone) if zone else moment
