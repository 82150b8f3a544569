"""Whatever people are and whatever happens, in whatever order: they get nothing that they should not get."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from handlers.outbox.kinds import APPROVAL, DECISION, NUDGE
from handlers.registry.messages import Kind
from tests.outbox.kinds import KINDS as OWN
from tests.outbox.lives import Life
from tests.outbox.plays import KINDS, Play

PEOPLE = 50  # plays in one example
WEDNESDAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # ten o'clock in Amsterdam


@settings(max_examples=6, phases=(Phase.generate,))  # 300 plays; make chaos has 100,000
@given(st.integers(0, 2**32))
def test_nothing_reaches_anybody_that_should_not(seed: int):
    assert asyncio.run(Play(seed, PEOPLE).play()).wrong == []


@pytest.mark.parametrize("seed", [314])
def test_plays_that_once_broke_a_promise_do_so_no_more(seed: int):
    """314: a message queued while an account was closed came when its person was back."""
    assert asyncio.run(Play(seed, 100).play()).wrong == []


def test_every_kind_is_played_also_one_that_is_new():
    assert KINDS.keys() - OWN.keys() == {"cheer"} and OWN.keys() < KINDS.keys()


def life(**more: object) -> Life:
    made = Life("p", "Europe/Amsterdam", (570, 990), 31, "NL", joined=True, champion=True, left=False)
    for name, value in more.items():
        setattr(made, name, value)
    return made


TOMORROW = WEDNESDAY + timedelta(days=1)
FAULTS = {
    "after leaving": ({"left": True}, DECISION, WEDNESDAY),
    "after being forgotten": ({"forgotten": True}, DECISION, WEDNESDAY),
    "unreachable": ({"unreachable": True}, DECISION, WEDNESDAY),
    "not a member": ({"joined": False}, NUDGE, WEDNESDAY),
    "not a champion": ({"champion": False}, APPROVAL, WEDNESDAY),
    "muted": ({"muted": {"approval"}}, APPROVAL, WEDNESDAY),
    "outside their hours": ({}, DECISION, WEDNESDAY + timedelta(hours=8)),
    "on a day that they do not work": ({}, DECISION, WEDNESDAY + timedelta(days=4)),
    "on a holiday": ({}, DECISION, datetime(2026, 4, 6, 9, tzinfo=UTC)),
    "on a day off": ({"off": ((date(2026, 3, 3), date(2026, 3, 4)),)}, DECISION, WEDNESDAY),
    "in a break": ({"break_until": date(2026, 3, 5)}, DECISION, WEDNESDAY),
    "while away": ({"away_until": TOMORROW}, DECISION, WEDNESDAY),
    "above the day's limit": ({"got": {WEDNESDAY.date(): 4}}, DECISION, WEDNESDAY),
    "twice": ({"keys": {"k"}}, DECISION, WEDNESDAY),
    "although they left": ({"called_off": {"k": "they left"}}, DECISION, WEDNESDAY),
}


@pytest.mark.parametrize(("why", "its", "kind", "now"), [(why, *its) for why, its in FAULTS.items()], ids=FAULTS)
def test_the_oracle_finds_what_should_not_have_been_sent(why: str, its: dict[str, object], kind: Kind, now: datetime):
    assert life(**its).gets(kind, "k", now, halted=False) == why


@pytest.mark.parametrize("kind", [DECISION, NUDGE, APPROVAL], ids=lambda kind: kind.name)
def test_the_oracle_lets_through_what_may_be_sent(kind: Kind):
    assert life().gets(kind, "k", WEDNESDAY, halted=False) == ""
    assert life().gets(kind, "k", WEDNESDAY, halted=True) == ("while everything is paused" if kind.pauses else "")
