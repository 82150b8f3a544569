"""Years of daily nudges in one time zone: once a day, within the hours, a day apart."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

from handlers.calendar.localtime import at
from handlers.calendar.zonedata import rules_of
from handlers.planning.budget import WEEK, PaceWishes, Told, due, next_check

DAY = timedelta(days=1)
CLOSEST, FARTHEST = timedelta(hours=20), timedelta(hours=28)
LATE = timedelta(seconds=29)  # rounds come at odd times


def zones() -> list[str]:
    return sorted(available_timezones() - {"Factory", "localtime"})


def rules(first: int, end: int) -> list[str]:
    """One zone of each kind. Zones are of one kind if their clocks agree at every noon of these years."""
    noons = [datetime(first, 1, 1, 12, tzinfo=UTC) + day * DAY for day in range((end - first) * 365)]
    kinds = {tuple(noon.astimezone(rules_of(zone)).utcoffset() for noon in noons): zone for zone in zones()}
    return sorted(kinds.values())


def take_all(wishes: PaceWishes, first: int, end: int) -> None:
    """Check somebody whenever it is time, nudge them whenever it is due, and assert that all is well."""
    now, recent, before = at(date(first, 1, 1), 0, wishes.timezone), list[Told](), None
    while (now := next_check(wishes, recent, now) + LATE).year < end:
        nudge = due(wishes, recent, now)
        assert nudge is not None, (wishes, now)
        inside(wishes, nudge)
        if before is not None:
            apart(wishes, before, nudge)
        before, recent = nudge, [*(one for one in recent if one.at > now - WEEK), Told(now, "share")]
    assert before is not None and before.year == end - 1


def inside(wishes: PaceWishes, nudge: datetime) -> None:
    here = nudge.astimezone(rules_of(wishes.timezone))
    day, minutes = here.date(), here.hour * 60 + here.minute
    assert day.weekday() < 5
    assert at(day, wishes.hours_from, wishes.timezone) <= nudge < at(day, wishes.hours_to, wishes.timezone)
    changes = at(day + DAY, 0, wishes.timezone) - at(day, 0, wishes.timezone) != DAY
    assert wishes.hours_from <= minutes < wishes.hours_to or changes, (wishes, nudge)


def apart(wishes: PaceWishes, before: datetime, nudge: datetime) -> None:
    """Assert one nudge for each working day, a day apart."""
    zone = rules_of(wishes.timezone)
    last, day = before.astimezone(zone).date(), nudge.astimezone(zone).date()
    assert day == next_day(wishes, last), (wishes, before, nudge)
    assert day - last > DAY or CLOSEST <= nudge - before <= FARTHEST, (wishes, before, nudge)


def next_day(wishes: PaceWishes, day: date) -> date:
    """The next working day with any of the hours, because clocks may skip them all."""
    following = day + DAY
    opens, closes = (at(following, minutes, wishes.timezone) for minutes in (wishes.hours_from, wishes.hours_to))
    return following if following.weekday() < 5 and opens < closes else next_day(wishes, following)
