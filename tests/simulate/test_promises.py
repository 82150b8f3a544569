"""What must never happen is counted when it does. Each kind is planted, and only its own promise finds it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.terminal.simulate.company import Colleague, Company, Trip
from bot.terminal.simulate.founding import PLACES
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.promises import promises
from bot.terminal.simulate.recorder import Offered, Told

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # ten o'clock in Utrecht
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ANNA = Colleague(
    id="anna",
    habit="gladly",
    place=PLACES[0],
    team="Utrecht 1",
    networks=("linkedin",),
    topics=(),
    weekly_most=2,
    days=(0, 2, 3, 4),
    opens=9 * 60 + 30,
    closes=16 * 60 + 30,
    joins=MONDAY - 2 * HOUR,
    rests=(date(2026, 3, 25), date(2026, 3, 30)),
    trip=Trip(zone="America/New_York", arrives=MONDAY + 14 * DAY, returns=MONDAY + 18 * DAY),
)
GOOD = {MONDAY: "One", MONDAY + 3 * DAY: "Two", MONDAY + 7 * DAY: "Three", MONDAY + 14 * DAY + 6 * HOUR: "Four"}


def nudge(at: datetime, title: str, *, asks: str = "share", of: str = "") -> Told:
    offered = (Offered(f"anna.{of or title}", asks, title, "A text.", several=False),) if title else ()
    return Told(0, at, "anna", offered, ())


def broken(*planted: Told, one: Colleague = ANNA) -> list[str]:
    """The promises that are broken."""
    told = sorted([*(nudge(at, title) for at, title in GOOD.items()), *planted], key=lambda each: each.at)
    company = Company(begins=MONDAY - DAY, ends=MONDAY + 56 * DAY, colleagues=(one,), champions=(one,), items=())
    played = Played(company, tuple(told), (), {"anna": MONDAY + 40 * DAY})
    return [f"{promise.broken} {promise.what}" for promise in promises(played) if promise.broken]


def test_correct_messages_break_no_promise():
    assert broken() == []


PLANTED = {
    "hours": [nudge(MONDAY + 11 * DAY + 7 * HOUR, "Late")],  # at 17:00
    "hours, also of what is no nudge": [nudge(MONDAY + 11 * DAY - 3 * HOUR, "")],
    "hours, where they are": [nudge(MONDAY + 16 * DAY, "At dawn in New York")],
    "hours, on the minute": [nudge(MONDAY + 11 * DAY + 6 * HOUR + HOUR / 2, "At 16:30")],
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_message_outside_somebodys_hours_is_found(planted: list[Told]):
    assert broken(*planted) == ["1 Messages outside somebody's hours"]


@pytest.mark.parametrize(
    "day", [5, 6, 32, 35, 36], ids=["Saturday", "Sunday", "Good Friday", "Easter Monday", "their free Tuesday"]
)
def test_a_message_on_a_day_off_is_found(day: int):
    assert "1 Messages on a day off or a public holiday" in broken(nudge(MONDAY + day * DAY, "Ping"))


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (nudge(MONDAY + 24 * DAY, "Ping"), "1 Messages to somebody who rests"),
        (nudge(MONDAY + 45 * DAY, "Ping"), "1 Messages before joining or after leaving"),
        (nudge(MONDAY + 45 * DAY, ""), "1 Messages before joining or after leaving"),
        (nudge(MONDAY - 7 * DAY, "Ping"), "1 Messages before joining or after leaving"),
        (nudge(MONDAY + 14 * DAY + 7 * HOUR, "Ping"), "1 Days with more than one nudge"),
        (nudge(MONDAY + 9 * DAY, "Ping"), "1 Nudges above somebody's own maximum"),
        (nudge(MONDAY + 21 * DAY, "One", of="again"), "1 The same content offered twice"),
        (nudge(MONDAY + 21 * DAY, "Ping", asks="react"), "1 Nudges for what somebody does not do"),
    ],
)
def test_each_other_kind_is_found_by_its_own_promise(planted: Told, found: str):
    assert broken(planted) == [found]


def test_a_day_with_more_than_four_messages_of_all_kinds_is_found():
    news = [nudge(MONDAY + minutes * HOUR / 60, "") for minutes in (5, 10, 15)]
    assert broken(*news) == []
    assert broken(*news, nudge(MONDAY + HOUR, "")) == ["1 Days with more than four messages of all kinds"]


def test_a_nudge_that_comes_back_after_later_is_not_another_nudge():
    assert broken(nudge(MONDAY + HOUR, "One"), nudge(MONDAY + 2 * DAY, "One")) == []


def test_supporters_must_not_be_nudged_at_all():
    supporter = ANNA.model_copy(update={"habit": "supports"})
    assert broken(one=supporter) == ["4 Nudges for what somebody does not do"]
