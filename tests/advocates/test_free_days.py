"""Working days, public holidays and days off: how people type them, and how planning respects them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.advocates.countries import country_name, country_of, read_country
from handlers.advocates.free_days import read_off
from handlers.calendar.workdays import Off, as_kept, as_range, first_working, public
from handlers.core.interaction import Card, Facts, Form, FormErrors
from handlers.dates.asker import Asker
from handlers.dates.question import Question
from models import Nudge, Person, Preference
from tests.support.office import MORNING, Office, Values

TODAY = date(2026, 3, 4)
SAVED: Values = {"weekly_most": "5", "hours_from": "09:30", "hours_to": "16:30", "days": ("0", "1", "2", "3", "4")}


class Week(NamedTuple):
    days: int = 31
    country: str = ""
    off: Sequence[Off] = ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NL", "NL"),
        ("nederland", "NL"),
        ("the Netherlands", "NL"),
        ("Duitsland", "DE"),
        ("de-by", "DE-BY"),
        ("Germany (Bayern)", "DE-BY"),
        ("Germany (BY)", "DE-BY"),
        ("", ""),
        ("Atlantis", None),
        ("NL, Atlantis", None),
    ],
)
def test_a_country_is_understood_as_people_type_it(typed: str, code: str | None):
    assert read_country(typed) == code


def test_a_country_is_read_again_as_it_is_shown():
    for code in ("NL", "DE-BY", "GB-ENG", "US-NY", "CI", "BE"):
        assert read_country(country_name(code, "en")) == read_country(country_name(code, "nl")) == code


def test_a_time_zone_suggests_its_country():
    assert [country_of(zone) for zone in ("Europe/Amsterdam", "America/New_York", "UTC")] == ["NL", "US", ""]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", []),
        ("5 May", ["2026-05-05/2026-05-05"]),
        ("24 December – 2 January, 5 May", ["2026-12-24/2027-01-02", "2026-05-05/2026-05-05"]),
        ("29 February 2028", ["2028-02-29/2028-02-29"]),
        ("24 December to 2 January", ["2026-12-24/2027-01-02"]),
        ("when the cows come home", None),
        (", ".join(["5 May"] * 21), None),
    ],
)
def test_days_off_are_understood_as_people_type_them(typed: str, kept: list[str] | None):
    read = read_off(typed, Asker(TODAY))
    assert read == kept if kept is not None else isinstance(read, Question)


@given(st.dates(), st.dates())
def test_days_off_are_read_as_they_were_kept(first: date, last: date):
    assert as_range(as_kept((first, last))) == (first, last)


def test_public_holidays_are_those_of_the_place():
    epiphany = date(2027, 1, 6)
    assert epiphany in public("DE-BY", 2027) and epiphany not in public("DE", 2027)
    assert date(2026, 4, 27) in public("NL", 2026) and public("XX", 2026) == frozenset()


def works(week: Week, day: date) -> bool:
    return first_working(week, day) == day


def working_days(week: Week, first: date) -> Iterator[date]:
    """Each working day of 400, found from the one before."""
    day, last = first, first + timedelta(days=400)
    while (found := first_working(week, day)) and found < last:
        yield found
        day = found + timedelta(days=1)


@given(st.integers(0, 127), st.lists(st.tuples(st.dates(TODAY, date(2029, 1, 1)), st.integers(0, 40)), max_size=4))
def test_working_days_exclude_free_days(days: int, off: list[tuple[date, int]]):
    week = Week(days, "NL", tuple((first, first + timedelta(days=more)) for first, more in off))
    found = list(working_days(week, TODAY))
    assert found == [day for day in (TODAY + timedelta(days=n) for n in range(400)) if works(week, day)]
    for day in found:
        assert days >> day.weekday() & 1 and day not in public("NL", day.year)
        assert not any(first <= day <= first + timedelta(days=more) for first, more in off)


async def test_joining_brings_the_holidays_of_the_time_zone_and_says_so(office: Office):
    card = await office.does("anna", "join", values=SAVED)
    assert isinstance(card, Card)
    [facts] = [part for part in card.parts if isinstance(part, Facts)]
    assert "not on public holidays: Netherlands" in dict(facts.rows)["When"]


async def test_the_settings_keep_days_country_days_off_and_team(office: Office):
    await office.joins("anna")
    values = {**SAVED, "days": ("0", "2"), "country": "Bayern, DE", "off": "5 May", "team": "Design"}
    wrong = await office.does("anna", "settings", values={**values, "days": ()})
    assert isinstance(wrong, FormErrors) and set(wrong.errors) == {"days", "country"}
    assert isinstance(await office.does("anna", "settings", values={**values, "country": "Germany, Bayern"}), Card)
    anna = await office.store.run(lambda s: s.get_one(Person, (office.workspace, "anna")))
    assert (anna.days, anna.country, anna.team) == (5, "DE-BY", "Design")
    off = select(Preference.value).where(Preference.kind == "off")
    assert await office.store.run(lambda s: s.scalars(off).all()) == ["2026-05-05/2026-05-05"]
    form = await office.does("anna", "settings")
    assert isinstance(form, Form)
    shown = {field.name: field.value for field in form.inputs}
    assert (shown["days"], shown["country"], shown["off"]) == (("0", "2"), "Germany (BY)", "5 May 2026")


async def test_the_joining_form_does_not_ask_for_them(office: Office):
    form = await office.does("anna", "join")
    assert isinstance(form, Form)
    assert not {"days", "country", "off", "team"} & {field.name for field in form.inputs}


async def test_nobody_is_nudged_on_their_days_off_even_if_it_was_planned_before(office: Office):
    office.now = MORNING - timedelta(days=1, hours=5)
    await office.joins("anna")
    await office.does("anna", "settings", values={**SAVED, "country": "", "off": "2026-03-04 – 2026-03-05"})
    await office.posts()
    planned = select(Nudge.planned_at)
    for _ in range(14):
        await office.after(hours=6)
    days = {at.date() for at in await office.store.run(lambda session: session.scalars(planned).all())}
    assert days and not days & {date(2026, 3, 4), date(2026, 3, 5)}


def test_a_holiday_counts_where_the_person_is():
    kings_day = datetime(2026, 4, 27, 9, 0, tzinfo=UTC).date()
    assert not works(Week(country="NL"), kings_day) and works(Week(country="BE"), kings_day)
