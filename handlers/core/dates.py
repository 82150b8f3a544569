"""Days as people write them: "until 2 January", "volgende maandag", "3 weeks"."""

import re
from datetime import date, datetime, time, timedelta

from handlers.core.language import Language

LONGEST = 60  # characters: enough for a day, and long texts are slow to read
FARTHEST = timedelta(days=10 * 366)  # anything later was misread: dateparser takes "12/24" for 2124
LEADING = re.compile(r"^(until|till|til|to|up to|through|tot en met|tot|t/m|t\.?e\.?m\.?)\s+", re.IGNORECASE)
NEXT_DAY = re.compile(r"^(next|coming|this|volgende|komende|aanstaande|deze)\s+(?=\w+(day|dag)$)", re.IGNORECASE)
ORDINAL = re.compile(r"(?<=\d)(e|de|ste)\b", re.IGNORECASE)  # 1e, 2de; dateparser knows the English ones
DAY = re.compile(r"(?=.*([^\W\d_]{2}|\d\D+\d))[\w\s,./'-]+")  # not "5" or "a", which dateparser reads as days
HOUR = re.compile(r"\d\s*(h|am|pm|u|uur|hours?|uren|min\w*|sec\w*)\b", re.IGNORECASE)


def parse_day(text: str, today: date, language: Language = "en") -> date | None:
    """The day that a person means, today or later; None if the text is not one.

    `today` is in the person's time zone. A day without a year is the next such day, 1/2 is 1 February, a month alone
    is its first day. Dutch readers may answer in English too.
    """
    asked = text.strip()
    if len(asked) > LONGEST or not DAY.fullmatch(asked) or HOUR.search(asked):
        return None
    asked = ORDINAL.sub("", NEXT_DAY.sub("", LEADING.sub("", asked)))
    found = (
        _iso(asked) or _read(asked, today, language, "relative-time") or _read(asked, today, language, "absolute-time")
    )
    return found if found and timedelta(0) <= found - today <= FARTHEST else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read(text: str, today: date, language: Language, parser: str) -> date | None:
    import dateparser

    settings = {
        "PARSERS": [parser],
        "RELATIVE_BASE": datetime.combine(today, time()),
        "PREFER_DATES_FROM": "future",
        "PREFER_DAY_OF_MONTH": "first" if parser == "absolute-time" else "current",  # "3 months" keeps the day
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",  # otherwise dateparser uses the machine's
    }
    try:
        found = dateparser.parse(text, languages=[language, "en"] if language == "nl" else ["en"], settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None
