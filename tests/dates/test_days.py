"""Days are read as people write them in English and Dutch, and are never in the past."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dates.asker import Asker
from handlers.dates.question import Question
from handlers.dates.reader import parse_day, read_day, read_days

TODAY = date(2026, 11, 17)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until 2 January", date(2027, 1, 2)),
        ("till January 2nd", date(2027, 1, 2)),
        ("Until 2 Jan 2027", date(2027, 1, 2)),
        ("2026-12-24", date(2026, 12, 24)),
        ("24/12/2026", date(2026, 12, 24)),
        ("24-12", date(2026, 12, 24)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 18)),
        ("friday", date(2026, 11, 20)),
        ("tuesday", date(2026, 11, 24)),
        ("next monday", date(2026, 11, 23)),
        ("until next Monday", date(2026, 11, 23)),
        ("next week", date(2026, 11, 23)),
        ("3 weeks", date(2026, 12, 8)),
        ("in 3 weeks", date(2026, 12, 8)),
        ("3 months", date(2027, 2, 17)),
        ("until March", date(2027, 3, 1)),
    ],
)
def test_english_days_are_read(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tot 2 januari", date(2027, 1, 2)),
        ("t/m 2 januari", date(2027, 1, 2)),
        ("tot en met 2 jan", date(2027, 1, 2)),
        ("tot en met zaterdag 2 januari 2027", date(2027, 1, 2)),
        ("1e maart", date(2027, 3, 1)),
        ("2026-12-24", date(2026, 12, 24)),
        ("vandaag", TODAY),
        ("morgen", date(2026, 11, 18)),
        ("overmorgen", date(2026, 11, 19)),
        ("volgende maandag", date(2026, 11, 23)),
        ("tot aanstaande vrijdag", date(2026, 11, 20)),
        ("volgende week", date(2026, 11, 23)),
        ("3 weken", date(2026, 12, 8)),
        ("over 3 weken", date(2026, 12, 8)),
        ("tot maart", date(2027, 3, 1)),
        ("until 2 January", date(2027, 1, 2)),
        ("next monday", date(2026, 11, 23)),
    ],
)
def test_dutch_days_are_read_and_english_ones_too(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


NO_DAYS = [
    "",
    " ",
    "until",
    "hello",
    "a",
    "5",
    "12",
    "until further notice",
    "later",
    "10:00",
    "until 10 am",
    "tot 10 uur",
]
ODD_DAYS = [
    "tot en met vrijdag 2 januari 2027",
    "30 February",
    "31 april",
    "12/24",
    "100000 weeks",
    "2 January\x00",
    "monday " * 20,
]


@pytest.mark.parametrize("text", NO_DAYS + ODD_DAYS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_text_that_is_not_a_day_gives_none(text: str, language: str) -> None:
    assert parse_day(text, TODAY, "NL" if language == "nl" else "") is None


@pytest.mark.parametrize(
    "text", ["yesterday", "gisteren", "2 weeks ago", "2 weken geleden", "2026-11-16", "1 May 2020"]
)
def test_the_past_is_not_an_answer(text: str) -> None:
    assert parse_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 May 2025", date(2025, 5, 1)),
        ("1 May 2024", date(2024, 5, 1)),
        ("1 mei 2024", date(2024, 5, 1)),
        ("woensdag 1 mei 2024", date(2024, 5, 1)),
        ("29 February 2024", date(2024, 2, 29)),
        ("2 January 1999", date(1999, 1, 2)),
        ("1999-01-02", date(1999, 1, 2)),
        ("May 2024", date(2024, 5, 31)),
        ("week 3 2024", date(2024, 1, 21)),
        ("Q1 2024", date(2024, 3, 31)),
        ("koningsdag 2019", date(2019, 4, 27)),
        ("pasen 2020", date(2020, 4, 13)),
        ("1-3 May 2024", date(2024, 5, 3)),
        ("1 May 2023 to 3 May 2024", date(2024, 5, 3)),
    ],
)
def test_a_day_that_is_over_is_told_whatever_its_year(text: str, day: date) -> None:
    assert read_days(text, Asker(TODAY, "NL")) == Question("past", day=day)


def test_one_day_that_is_over_is_told_too() -> None:
    assert read_day("1 May 2024", Asker(TODAY)) == Question("past", day=date(2024, 5, 1))
    assert read_day("Tuesday 1 May 2024", Asker(TODAY)) == Question("other weekday", date(2024, 5, 1), 1)
    assert read_day("29 February 2023", Asker(TODAY)) == Question("no such day", text="2023")
    assert read_day("1 May 0001", Asker(TODAY)) == Question("too far")


def test_the_29th_of_february_waits_for_its_year() -> None:
    assert parse_day("29 February", TODAY) == date(2028, 2, 29)
    assert parse_day("29 februari", date(2028, 2, 29)) in {date(2028, 2, 29), date(2032, 2, 29)}
    assert parse_day("2027-02-29", TODAY) is None


@pytest.mark.parametrize(("text", "day"), [("1 January", date(2027, 1, 1)), ("tomorrow", date(2027, 1, 1))])
def test_a_day_may_be_in_the_next_year(text: str, day: date) -> None:
    assert parse_day(text, date(2026, 12, 31)) == day


WORDS = st.sampled_from(
    [
        *("until", "tot", "2", "29", "31", "99999", "1.5", "٣", "²", "-", "/", ".", "2026", "9999", "T", "Z", "EST"),
        *(
            "februari",
            "May",
            "next",
            "volgende",
            "maandag",
            "week",
            "weken",
            "in",
            "over",
            "ago",
            "half",
            "now",
            "noon",
        ),
        *("decade", "century", "ß"),
    ]
)
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=6).map(" ".join) | st.lists(WORDS, max_size=6).map("".join)


@given(TEXTS, st.dates(), st.sampled_from(["en", "nl"]))
def test_any_text_gives_a_future_day_or_none(text: str, today: date, language: str) -> None:
    found = parse_day(text, today, "NL" if language == "nl" else "")
    assert found is None or today <= found <= today + min(timedelta(days=3660), date.max - today)


@given(st.integers(0, 3000).map(lambda days: TODAY + timedelta(days=days)))
def test_a_future_day_written_in_full_is_that_day(day: date) -> None:
    assert parse_day(f"until {day.isoformat()}", TODAY) == day
    assert parse_day(f"{day.day}-{day.month}-{day.year}", TODAY) == day
    assert parse_day(f"{day:%-d %B %Y}", TODAY) == day
