"""Reads the moments of feeds from their text: what cannot be read for certain is left empty. Pure."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from handlers.feeds.formats.months import month_of
from handlers.feeds.formats.zones import utc_minutes

LONGEST = 120  # characters
FIRST = datetime(1971, 1, 1, tzinfo=UTC)  # what is earlier was a zero, or a number in another unit
COMMENT = re.compile(r"\([^()]*\)")
# Seconds or milliseconds since 1970.
SINCE = re.compile(r"(\d{9,10})(?:[.,]\d+)?|(\d{12,13})")
CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d|60)(?:[.,]\d+)?)?(?!\d)\s*(?:(?P<half>[ap])\.?m\.?(?!\w))?",
    re.IGNORECASE,
)
ISO = re.compile(
    r"""(?P<day>\d{4}-?W\d{2}(?:-?[1-7])? | \d{4}-\d{3}(?!\d) | \d{7}(?=$|[T\sZ]) | \d{4}-\d{1,2}-\d{1,2} | \d{8}
          | \d{4}/\d{1,2}/\d{1,2} | \d{4}-\d{2} | \d{4})
        (?: (?:T|\s+|_) (?P<clock>\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)? | \d{1,2}:\d{2}(?::\d{2})? | \d{2}(?=Z|[+-]|$))
            (?:\s*(?P<half>[ap])\.?m\.?(?!\w))?
            \s*(?P<zone>\S.*)? )?
        (?P<bare>Z)?""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=2000)  # each entry's is asked for twice
def read_moment(text: str) -> datetime | None:
    """The moment in UTC; None for what is no moment, lies before 1971, or is in a zone that nobody can tell."""
    plain = unicodedata.normalize("NFKC", text[: LONGEST * 2]).replace("\u2212", "-")
    plain = " ".join(COMMENT.sub(" ", plain).split())
    if not plain or len(plain) > LONGEST:
        return None
    try:
        found = _since(plain) or _iso(plain) or _written(plain)
    except (ValueError, OverflowError):
        return None
    return found if found and found >= FIRST else None


def _since(text: str) -> datetime | None:
    if not (found := SINCE.fullmatch(text)):
        return None
    return datetime.fromtimestamp(int(found[1] or int(found[2]) // 1000), UTC)


def _iso(text: str) -> datetime | None:
    """As ISO 8601, RFC 3339 and W3C write it, and fourteen digits."""
    if re.fullmatch(r"(19|20)\d{12}", text):
        text = f"{text[:8]}T{text[8:]}"
    if not (found := ISO.fullmatch(text)):
        return None
    clock = (found["clock"] or "").replace(":", "").replace(",", ".").split(".")[0]
    if len(clock) % 2:
        clock = f"0{clock}"
    hours, minutes, seconds = (int(clock[at : at + 2] or 0) for at in (0, 2, 4))
    return _at(_day(found["day"]), _of_twelve(hours, found["half"]), minutes, seconds, found["zone"] or "")


def _day(text: str) -> date:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    match text.upper().replace("/", "-"):
        case week if "W" in week:
            compact = week.replace("-", "").replace("W", "")
            return date.fromisocalendar(int(compact[:4]), int(compact[4:6]), int(compact[6:] or 1))
        case ordinal if len(ordinal.replace("-", "")) == 7 and ordinal.count("-") < 2:
            numbers = ordinal.replace("-", "")
            day = date(int(numbers[:4]), 1, 1) + timedelta(days=int(numbers[4:]) - 1)
            if day.year != int(numbers[:4]):
                raise ValueError("no such day")
            return day
        case basic if len(basic) == 8 and basic.isdigit():
            return date(int(basic[:4]), int(basic[4:6]), int(basic[6:]))
        case _:
            year, month, day_ = (*parts, 1, 1)[:3]
            return date(year, month, day_)


def _written(text: str) -> datetime | None:
    """As mail, programs and people write it: `Tue, 1 Dec 2026 10:00 +0100`, `Tue Dec 1 10:00 CET 2026`."""
    clock = CLOCK.search(text)
    before, after = (text[: clock.start()], text[clock.end() :]) if clock else (text, "")
    words = re.findall(r"[^\W\d_]+\.?|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th|er|e)\b", "", before))
    tail = after.replace(",", " ").split()
    years = [word for word in tail if re.fullmatch(r"(19|20)\d\d", word)]
    day = _day_in([*words, *years])
    if day is None or (years and len(years) > 1):
        return None
    zone = " ".join(word for word in tail if word not in years)
    if clock is None:
        return _at(day, 0, 0, 0, "")
    hours = _of_twelve(int(clock["h"]), clock["half"])
    return _at(day, hours, int(clock["m"]), int(clock["s"] or 0), zone)


def _day_in(words: list[str]) -> date | None:
    """The day among words: a month by its name, a year, and a day of the month."""
    named = [(place, month) for place, word in enumerate(words) if (month := month_of(word))]
    if len(named) > 1 and named[0][0] == 0:  # mar. 1 déc.: a weekday that is a month elsewhere
        named = named[1:]
    numbers = [word for word in words if word.isdigit()]
    if len(named) != 1 or len(numbers) != 2:
        return None
    first, second = numbers
    if len(first) > 2:  # 2026 Dec 1
        first, second = second, first
    return date(_year(second), named[0][1], int(first))


def _year(digits: str) -> int:
    """Two and three digits as RFC 2822 says."""
    number = int(digits)
    if len(digits) == 2:
        return number + (2000 if number < 50 else 1900)
    return number + 1900 if len(digits) == 3 else number


def _of_twelve(hours: int, half: str | None) -> int:
    if half is None:
        return hours
    if not 1 <= hours <= 12:
        raise ValueError("not on a clock of twelve hours")
    return hours % 12 + (12 if half.lower() == "p" else 0)


def _at(day: date, hours: int, minutes: int, seconds: int, zone: str) -> datetime | None:
    """24:00 is the next day's midnight, and a leap second the next minute."""
    if hours == 24 and not minutes and not seconds:
        day, hours = day + timedelta(days=1), 0
    leap = seconds == 60
    there = datetime.combine(day, time(hours, minutes, 59 if leap else seconds))
    offset = utc_minutes(zone, there)
    if offset is None:
        return None
    return (there - timedelta(minutes=offset) + timedelta(seconds=leap)).replace(tzinfo=UTC)
