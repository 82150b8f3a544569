"""Local time in every zone, also on the days when clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.calendar.localtime import at, iso_week, known, local, local_date, monday_of, week_bounds
from handlers.calendar.zonedata import rules_of

ZONES = st.sampled_from(sorted(available_timezones()))
DAYS = st.dates(date(1975, 1, 1), date(2037, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)
MOMENTS = st.datetimes(datetime(1975, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
CHANGES = st.sampled_from(
    [
        ("Australia/Lord_Howe", date(2026, 10, 4)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
        ("Europe/Amsterdam", date(2026, 3, 29)),
        ("Europe/Amsterdam", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
        ("Africa/Cairo", date(2026, 4, 24)),  # at midnight
        ("Pacific/Apia", date(2011, 12, 30)),  # a day that was skipped
    ]
)


def wall(day: date, minutes: int) -> datetime:
    """What a clock would show, without its zone."""
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001


def shows(moment: datetime, zone: str) -> datetime:
    return local(moment, zone).replace(tzinfo=None)


def change_since_yesterday(moment: datetime, zone: str) -> timedelta:
    """How far clocks went forward since yesterday."""
    return shows(moment, zone) - shows(moment - timedelta(days=1), zone) - timedelta(days=1)


def assert_first_moment(day: date, minutes: int, zone: str) -> None:
    moment, wanted = at(day, minutes, zone), wall(day, minutes)
    assert moment.tzinfo is UTC
    assert shows(moment, zone) >= wanted  # never early
    assert shows(moment, zone) - wanted in {timedelta(0), change_since_yesterday(moment, zone)}
    for earlier in (30, 60, 120, 24 * 60):  # how far clocks go back
        assert shows(moment - timedelta(minutes=earlier), zone) != wanted


@given(DAYS, MINUTES, ZONES)
def test_an_hour_is_the_first_moment_that_shows_it(day: date, minutes: int, zone: str) -> None:
    assert_first_moment(day, minutes, zone)


@given(CHANGES, MINUTES)
def test_an_hour_is_the_first_moment_that_shows_it_also_when_clocks_change(
    change: tuple[str, date], minutes: int
) -> None:
    zone, day = change
    assert_first_moment(day, minutes, zone)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "utc"),
    [
        ("Europe/Amsterdam", date(2026, 1, 5), "09:00", "2026-01-05T08:00"),
        ("Europe/Amsterdam", date(2026, 3, 29), "02:30", "2026-03-29T01:30"),  # skipped: 03:30 in summer
        ("Europe/Amsterdam", date(2026, 10, 25), "02:30", "2026-10-25T00:30"),  # comes twice: the first, in summer
        ("America/New_York", date(2026, 3, 8), "02:30", "2026-03-08T07:30"),
        ("America/New_York", date(2026, 11, 1), "01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), "02:15", "2026-10-03T15:45"),  # half an hour is skipped
        ("Australia/Lord_Howe", date(2026, 4, 5), "01:45", "2026-04-04T14:45"),  # half an hour comes twice
    ],
)
def test_clocks_change(zone: str, day: date, clock: str, utc: str) -> None:
    hours, minutes = map(int, clock.split(":"))
    assert at(day, hours * 60 + minutes, zone) == datetime.fromisoformat(f"{utc}+00:00")


@given(DAYS, ZONES)
def test_the_end_of_a_day_is_the_beginning_of_the_next(day: date, zone: str) -> None:
    assert at(day, 24 * 60, zone) == at(day + timedelta(days=1), 0, zone)


@given(MOMENTS, ZONES)
def test_a_moment_is_the_same_moment_everywhere(moment: datetime, zone: str) -> None:
    assert local(moment, zone) == moment
    assert local_date(moment, zone) == moment.astimezone(rules_of(zone)).date()


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_week_starts_on_its_monday(day: date) -> None:
    monday = monday_of(day)
    assert monday.weekday() == 0 and timedelta(0) <= day - monday < timedelta(days=7)
    assert iso_week(monday) == iso_week(day)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 4), "2026-W10"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_week_is_named_after_its_own_year(day: date, week: str) -> None:
    assert iso_week(day) == week


@given(MOMENTS, ZONES)
def test_every_moment_is_in_the_week_of_its_local_day_and_in_no_other(moment: datetime, zone: str) -> None:
    day = local_date(moment, zone)
    start, end = week_bounds(iso_week(day), zone)
    assert start <= moment < end
    assert week_bounds(iso_week(day + timedelta(days=7)), zone)[0] == end


def test_a_week_in_which_clocks_change_is_an_hour_longer_or_shorter() -> None:
    hours = {week: (end - start) / timedelta(hours=1) for week in ("2026-W13", "2026-W43", "2026-W44")
             for start, end in [week_bounds(week, "Europe/Amsterdam")]}  # fmt: skip
    assert hours == {"2026-W13": 167, "2026-W43": 169, "2026-W44": 168}


@pytest.mark.parametrize("week", ["", "2026", "2026-W", "2026-W54", "2025-W53", "W10", "2026-W1x"])
def test_a_week_that_is_not_one_is_refused(week: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        week_bounds(week, "UTC")


@given(st.text())
def test_any_text_is_either_a_zone_or_not(text: str) -> None:
    assert known(text) == (text in available_timezones())


@pytest.mark.parametrize("zone", ["", "Europe", "../etc/passwd", "/etc/localtime", "\0", "europe/amsterdam"])
def test_what_is_not_a_zone_is_not_known(zone: str) -> None:
    assert not known(zone)


def test_zones_are_known() -> None:
    assert known("Europe/Amsterdam") and known("UTC")
