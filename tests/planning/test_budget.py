"""When somebody may be nudged: within their hours, at their pace, in every time zone."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.calendar.workdays import Off
from handlers.calendar.zonedata import rules_of
from handlers.planning.budget import SPREAD, Became, Told, due, moved_to_sent, next_check
from tests.planning.years import rules, take_all

ZONES = sorted(available_timezones() - {"Factory", "localtime"})


class Wishes(NamedTuple):
    person: str = "anna"
    timezone: str = "Europe/Amsterdam"
    joined_at: datetime | None = datetime(2020, 1, 1, tzinfo=UTC)
    weekly_most: int = 2
    hours_from: int = 570
    hours_to: int = 990
    days: int = 31
    country: str = ""
    off: Sequence[Off] = ()
    paused_until: datetime | None = None
    quiet_until: datetime | None = None
    checked_at: datetime | None = None
    pace_from: datetime | None = None


BECAME: tuple[Became, ...] = ("", "share", "react", "skip", "later", "shared", "lost")
answers = st.sampled_from(BECAME)
moments = st.integers(0, 5 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
hours = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda pair: pair[0] < pair[1])
people = st.builds(
    lambda zone, most, span: Wishes("anna", zone, datetime(2020, 1, 1, tzinfo=UTC), most, *span),
    st.sampled_from(ZONES),
    st.integers(1, 7),
    hours,
)


def shared(nudges: Sequence[datetime]) -> list[Told]:
    return [Told(nudge, "share") for nudge in nudges]


@given(people, moments)
def test_a_nudge_is_due_only_on_working_days_and_inside_the_hours(wishes: Wishes, now: datetime):
    moment = due(wishes, (), now)
    if moment is not None:
        here = now.astimezone(rules_of(wishes.timezone))
        assert here.weekday() < 5
        assert now - timedelta(minutes=1) <= moment <= now + timedelta(minutes=SPREAD)
        closes = wishes.hours_to - (here.hour * 60 + here.minute)
        assert closes > 0 or here.utcoffset() != (now - timedelta(hours=3)).astimezone(here.tzinfo).utcoffset()


@given(people, moments)
def test_two_weeks_of_asking_every_hour_keep_to_the_pace(wishes: Wishes, start: datetime):
    nudges: list[datetime] = []
    for hour in range(14 * 24):
        now = start + timedelta(hours=hour)
        recent = [nudge for nudge in nudges if nudge > now - timedelta(days=7)]
        if due(wishes, shared(nudges), now):
            nudges.append(now)
            assert len(recent) < wishes.weekly_most
    days = [nudge.astimezone(rules_of(wishes.timezone)).date() for nudge in nudges]
    assert len(days) == len(set(days))


def test_colleagues_are_not_nudged_in_the_same_minute():
    now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    minutes = {due(Wishes(person=f"p{n}"), (), now) for n in range(60)}
    assert len(minutes) > 10


def test_people_who_join_today_need_not_wait():
    now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert due(Wishes(joined_at=now), (), now) == now


def test_nobody_is_nudged_at_the_weekend_or_at_night():
    saturday, night = datetime(2026, 3, 7, 10, 0, tzinfo=UTC), datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
    assert due(Wishes(), (), saturday) is None and due(Wishes(), (), night) is None


def test_two_a_week_are_three_days_apart():
    first = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    dues = [bool(due(Wishes(), shared([first]), first + timedelta(days=days))) for days in range(5)]
    assert dues == [False, False, False, True, True]


@st.composite
def pasts(draw: st.DrawFn) -> tuple[Wishes, list[Told], datetime]:
    """Somebody, their nudges, and the time of the check. A clock may have been wrong in between."""
    wishes, now = draw(people), draw(moments)
    minutes = draw(st.lists(st.integers(-30 * 24 * 60, 120), max_size=8))
    wishes = wishes._replace(joined_at=draw(st.sampled_from([datetime(2020, 1, 1, tzinfo=UTC), now])))
    return wishes, sorted(Told(now + timedelta(minutes=n), draw(answers)) for n in minutes), now


def says_yes(wishes: Wishes, past: Sequence[Told], at: datetime) -> bool:
    return due(wishes, past, at) is not None


@given(pasts())
def test_nobody_could_have_been_nudged_before_their_next_moment(past: tuple[Wishes, list[Told], datetime]):
    wishes, nudges, now = past
    look = next_check(wishes, nudges, now)
    assert now <= look <= now + timedelta(days=37)
    for minutes in range(0, round((look - now) / timedelta(minutes=1)), 20):
        assert not says_yes(wishes, nudges, now + timedelta(minutes=minutes))
    assert not says_yes(wishes, nudges, look - timedelta(microseconds=1)) or look == now


@given(pasts())
def test_a_check_is_never_in_vain_while_there_is_something_to_offer(past: tuple[Wishes, list[Told], datetime]):
    wishes, nudges, now = past
    assert says_yes(wishes, nudges, next_check(wishes, nudges, now))


@given(people, moments, moments)
def test_the_last_nudge_counts_from_the_day_on_which_it_went_out(wishes: Wishes, planned: datetime, sent: datetime):
    planned, sent = sorted((planned, sent))
    [last] = moved_to_sent(wishes, [Told(planned, "share")], sent)
    days = [at.astimezone(rules_of(wishes.timezone)).date() for at in (planned, last.at, sent)]
    assert days[1] == days[2] and (last.at == planned) == (days[0] == days[2]) and last.answer == "share"
    assert due(wishes, [last], sent) is None


@pytest.mark.parametrize("hours_", [(570, 990), (0, 1440), (120, 180), (1380, 1440)])
def test_two_years_of_daily_nudges_keep_to_the_day_the_hours_and_the_gap_whatever_the_clocks_do(hours_):
    for zone in rules(2026, 2028):
        take_all(Wishes("anna", zone, datetime(2020, 1, 1, tzinfo=UTC), 7, *hours_), 2026, 2028)
