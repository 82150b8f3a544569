"""What the clock on somebody's wall says: aware UTC in, local days and hours out, and back."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

Week = tuple[datetime, datetime]


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # walks the disk, so once


def known(zone: str) -> bool:
    return zone in _zones()


def local(now: datetime, zone: str) -> datetime:
    return now.astimezone(ZoneInfo(zone))


@lru_cache(maxsize=10_000)  # a company keeps few hours, and asks for them a million times
def local_date(now: datetime, zone: str) -> date:
    return local(now, zone).date()


@lru_cache(maxsize=10_000)
def at(day: date, minutes: int, zone: str) -> datetime:
    """The moment, in UTC, when the clock shows `minutes` past midnight; 1440 is the next midnight.

    What the clock skips happens as much later as it skips; what it shows twice, happens the first time (PEP 495).
    """
    day += timedelta(days=minutes // 1440)
    shown = datetime.combine(day, time(minutes // 60 % 24, minutes % 60), ZoneInfo(zone))
    return shown.replace(fold=0).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def iso_week(day: date) -> str:
    """2026-W10: the ISO week, whose year is not always the day's own."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def week_bounds(week: str, zone: str) -> Week:
    """From Monday's midnight to the next, in UTC. Raises ValueError for a week that is not one."""
    year, _, number = week.partition("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return at(monday, 0, zone), at(monday + timedelta(days=7), 0, zone)
