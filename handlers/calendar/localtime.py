"""Convert between UTC and people's local days and hours. Every datetime here is aware."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from handlers.calendar.zonedata import names, rules_of

Week = tuple[datetime, datetime]


def known(zone: str) -> bool:
    """Whether this names a time zone of the IANA."""
    return zone in names()


def local(now: datetime, zone: str) -> datetime:
    return now.astimezone(rules_of(zone))


@lru_cache(maxsize=10_000)  # a few distinct values, asked for a million times
def local_date(now: datetime, zone: str) -> date:
    return local(now, zone).date()


@lru_cache(maxsize=10_000)
def at(day: date, minutes: int, zone: str) -> datetime:
    """The moment, in UTC, when the clock in `zone` shows `minutes` past midnight; 1440 is the next midnight.

    A time that the clock skips moves later by as much as it skips; a time shown twice is the first one (PEP 495).
    """
    day += timedelta(days=minutes // 1440)
    shown = datetime.combine(day, time(minutes // 60 % 24, minutes % 60), rules_of(zone))
    return shown.replace(fold=0).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def iso_week(day: date) -> str:
    """The ISO week, such as 2026-W10. Its year may differ from the day's."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def week_bounds(week: str, zone: str) -> Week:
    """From midnight on Monday to midnight a week later, in UTC. Raises ValueError if `week` is not a week."""
    year, _, number = week.partition("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return at(monday, 0, zone), at(monday + timedelta(days=7), 0, zone)
