"""The promises of the attention budget, for any history, whatever people do and clocks show."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.calendar.workdays import first_working
from handlers.calendar.zonedata import rules_of
from handlers.planning.budget import LONGEST, WEEK, Became, Told, answer_by, due, next_check, pace
from tests.planning.test_budget import Wishes, answers, moments, people

ZONES = ("America/New_York", "Europe/Amsterdam", "Australia/Lord_Howe", "Africa/Casablanca")
LATER = timedelta(weeks=60)  # by then no nudge can still be answered
histories = st.lists(st.tuples(st.integers(1, 20), answers), max_size=30)


def told(start: datetime, history: Sequence[tuple[int, Became]]) -> list[Told]:
    """Nudges, this many days apart."""
    found, at = list[Told](), start
    for days, answer in history:
        at += timedelta(days=days)
        found.append(Told(at, answer))
    return found


@given(people, moments, histories)
def test_a_gap_is_between_the_base_and_four_weeks(wishes: Wishes, start: datetime, history: list[tuple[int, Became]]):
    past = told(start, history)
    assert WEEK / wishes.weekly_most <= pace(wishes, past, start + LATER).gap <= LONGEST


@given(people, moments, histories, st.integers(0, 29), answers)
def test_a_share_never_lengthens_the_gap_and_an_ignored_one_never_shortens_it(
    wishes: Wishes, start: datetime, history: list[tuple[int, Became]], place: int, answer: Became
):
    past = told(start, history)
    if place >= len(past):
        return

    def gap(instead: Became) -> timedelta:
        found = pace(wishes, [*past[:place], past[place]._replace(answer=instead), *past[place + 1 :]], start + LATER)
        return LONGEST if found.asks else found.gap  # the question is not a nudge

    assert gap("share") <= gap(answer) <= gap("")


@given(people, moments, histories, st.integers(1, 7))
def test_people_who_start_over_have_the_base_gap(
    wishes: Wishes, start: datetime, history: list[tuple[int, Became]], days: int
):
    past = told(start, history)
    afresh = (past[-1].at if past else start) + timedelta(days=days)
    found = pace(wishes._replace(pace_from=afresh), past, start + LATER)
    assert (found.gap, found.asks) == (WEEK / wishes.weekly_most, False)


@given(people, moments, st.integers(1, 60 * 24 * 30))
def test_nothing_is_due_during_a_break(wishes: Wishes, now: datetime, minutes: int):
    until = now + timedelta(minutes=minutes)
    rests = (wishes._replace(paused_until=until), wishes._replace(quiet_until=until), wishes._replace(checked_at=now))
    for resting in rests:
        assert due(resting, (), now) is None and due(resting, (), now, urgent=True) is None
        assert next_check(resting, (), now) > now


@given(people, moments, histories)
def test_urgent_content_ignores_the_gap_and_nothing_else(
    wishes: Wishes, now: datetime, history: list[tuple[int, Became]]
):
    days = sum(days for days, _ in history)
    past = told(now - timedelta(days=days), history)  # the last one just now
    tomorrow = now + timedelta(days=1)
    assert due(wishes, past, now, urgent=True) is None or not past
    look = next_check(wishes, past, tomorrow, urgent=True)
    moment = due(wishes, past, look, urgent=True)
    day = look.astimezone(rules_of(wishes.timezone)).date()
    assert moment is not None and first_working(wishes, day) == day
    assert look <= next_check(wishes, past, tomorrow)


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_silence_brings_three_nudges_and_then_the_question(zone: str):
    wishes, past, now = Wishes(timezone=zone), list[Told](), datetime(2027, 12, 1, tzinfo=UTC)  # with a 29 February
    while not pace(wishes, past, now := next_check(wishes, past, now)).asks:
        assert due(wishes, past, now) is not None
        past.append(Told(now))
    assert len(past) == 3 and now - past[-1].at < timedelta(days=7)


@given(st.lists(st.sampled_from(ZONES), min_size=30, max_size=30), moments)
def test_travellers_get_at_most_one_a_local_day(zones: list[str], now: datetime):
    past, days = list[Told](), list[tuple[int, int]]()
    for zone in zones:
        wishes = Wishes(timezone=zone, weekly_most=7)
        now = next_check(wishes, past, now)
        here = now.astimezone(rules_of(zone))
        if past:
            assert here.date() > past[-1].at.astimezone(rules_of(zone)).date()
        days.append(here.isocalendar()[:2])
        past.append(Told(now, "share"))
        assert sum(one.at > now - WEEK for one in past) <= 7


def test_friday_afternoons_nudge_may_be_answered_on_monday():
    friday = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
    assert answer_by(Wishes(), Told(friday)) == datetime(2026, 3, 9, 15, 30, tzinfo=UTC)
    holiday = Wishes(country="NL")
    assert answer_by(holiday, Told(datetime(2026, 4, 3, 9, 0, tzinfo=UTC))).day == 7  # after Easter Monday
