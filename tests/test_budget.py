"""When somebody may be nudged: inside their hours, at their pace, in every zone."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from handlers.budget import due

ZONES = sorted(available_timezones() - {"Factory", "localtime"})


class Wishes(NamedTuple):
    person: str = "anna"
    timezone: str = "Europe/Amsterdam"
    joined_at: datetime | None = datetime(2020, 1, 1, tzinfo=UTC)
    weekly_most: int = 2
    hours_from: int = 570
    hours_to: int = 990


moments = st.integers(0, 5 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
hours = st.tuples(st.integers(0, 1438), st.integers(1, 1439)).filter(lambda pair: pair[0] < pair[1])
people = st.builds(
    lambda zone, most, span: Wishes("anna", zone, datetime(2020, 1, 1, tzinfo=UTC), most, *span),
    st.sampled_from(ZONES),
    st.integers(1, 7),
    hours,
)


@given(people, moments)
def test_a_nudge_is_due_only_on_working_days_and_inside_the_hours(wishes: Wishes, now: datetime):
    moment = due(wishes, (), now)
    if moment is not None:
        here = now.astimezone(ZoneInfo(wishes.timezone))
        assert here.weekday() < 5
        assert now - timedelta(minutes=1) <= moment <= now + timedelta(minutes=15)
        closes = wishes.hours_to - (here.hour * 60 + here.minute)
        assert closes > 0 or here.utcoffset() != (now - timedelta(hours=3)).astimezone(here.tzinfo).utcoffset()


@given(people, moments)
def test_two_weeks_of_asking_every_hour_keep_to_the_pace(wishes: Wishes, start: datetime):
    nudges: list[datetime] = []
    for hour in range(14 * 24):
        now = start + timedelta(hours=hour)
        recent = tuple(nudge for nudge in nudges if nudge > now - timedelta(days=7))
        if due(wishes, recent, now):
            nudges.append(now)
            assert len(recent) < wishes.weekly_most
    days = [nudge.astimezone(ZoneInfo(wishes.timezone)).date() for nudge in nudges]
    assert len(days) == len(set(days))


def test_colleagues_are_not_nudged_in_the_same_minute():
    now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    minutes = {due(Wishes(person=f"p{n}"), (), now) for n in range(60)}
    assert len(minutes) > 10


def test_who_joins_today_need_not_wait():
    now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert due(Wishes(joined_at=now), (), now) == now


def test_nobody_is_nudged_at_the_weekend_or_at_night():
    saturday, night = datetime(2026, 3, 7, 10, 0, tzinfo=UTC), datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
    assert due(Wishes(), (), saturday) is None and due(Wishes(), (), night) is None


def test_two_a_week_are_three_days_apart():
    first = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    dues = [bool(due(Wishes(), (first,), first + timedelta(days=days))) for days in range(5)]
    assert dues == [False, False, False, True, True]
