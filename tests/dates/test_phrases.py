"""When messages come again, for each phrase of two tables: on six days, and in seven countries."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dates.asker import Asker
from handlers.dates.periods import DAY, Days, Pause
from handlers.dates.question import Question
from handlers.dates.reader import read_day, read_days, read_pause
from tests.dates.test_days import TEXTS

TUESDAY = date(2026, 12, 1)


def rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each phrase, and what is expected by the heading of its column."""
    lines = [line.split(" | ") for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]
    (*heads, _), *others = (line for line in lines if not line[0].startswith("#"))
    for *expected, phrase in others:
        yield phrase, {head.strip(): day.strip() for head, day in zip(heads, expected, strict=True)}


def again(phrase: str, today: date, country: str) -> str:
    read = read_pause(phrase, Asker(today, country))
    return "-" if isinstance(read, Question) else f"{read.again}"


@pytest.mark.parametrize(("phrase", "expected"), list(rows("phrases.txt")))
def test_a_phrase_means_what_people_mean(phrase: str, expected: dict[str, str]):
    assert {day: again(phrase, date.fromisoformat(day), "NL") for day in expected} == expected


@pytest.mark.parametrize(("phrase", "expected"), list(rows("countries.txt")))
def test_a_phrase_means_what_is_meant_in_the_country(phrase: str, expected: dict[str, str]):
    assert {country: again(phrase, TUESDAY, country) for country in expected} == expected


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("until Monday 4 December", "other weekday"),
        ("until today", "nothing"),
        ("1 May 2020", "past"),
        ("until 10 am", "hours"),
        ("a few days", "how many"),
        ("31-24 December", "backwards"),
        ("from Monday", "no end"),
        ("maandag en donderdag", "with gaps"),
        ("30 februari", "no such day"),
        ("100 years", "too far"),
        ("12/24", "month first"),
        ("until the cows come home", "not a day"),
    ],
)
def test_what_is_unclear_is_asked_back_with_its_reason(phrase: str, why: str):
    read = read_pause(phrase, Asker(TUESDAY, "NL"))
    assert isinstance(read, Question) and read.why == why


def test_what_begins_later_is_told_from_what_begins_at_once():
    assert read_pause("24-31 December", Asker(TUESDAY)) == Pause(date(2026, 12, 24), date(2026, 12, 31))
    assert read_pause("until 24 December", Asker(TUESDAY)) == Pause(TUESDAY, date(2026, 12, 23))


def test_a_running_stretch_is_read_with_its_first_day():
    running = Days(date(2026, 12, 24), date(2027, 1, 2))
    for typed in ("24 December 2026 – 2 January 2027", "24 December – 2 January", "24 december t/m 2 januari"):
        assert read_days(typed, Asker(date(2026, 12, 28), "NL")) == running


@given(TEXTS, st.dates(), st.sampled_from(["", "NL", "US", "CA", "XX"]))
def test_any_text_gives_a_pause_that_ends_later_or_a_question(text: str, today: date, country: str):
    asker = Asker(today, country)
    pause, days, day = read_pause(text, asker), read_days(text, asker), read_day(text, asker)
    assert isinstance(pause, Question) or (today <= pause.first <= pause.last and pause.again > today)
    assert isinstance(days, Question) or (days.first <= days.last and days.last >= today)
    assert isinstance(day, Question) or day >= today


@given(st.dates(TUESDAY, date(2034, 1, 1)), st.integers(0, 300))
def test_a_range_ends_with_its_last_day(first: date, more: int):
    last = first + more * DAY
    assert read_pause(f"{first:%-d %B %Y} - {last:%-d %B %Y}", Asker(TUESDAY)) == Pause(first, last)
    assert read_pause(f"{first} t/m {last}", Asker(TUESDAY)) == Pause(first, last)
