"""Rounds are registered by name and run in order, one at a time. An unregistered name is an error."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from handlers.features import open_store
from handlers.registry.feature import Feature
from handlers.registry.once import Twice
from handlers.registry.surfaces import Round, RoundContext, one_piece
from handlers.rounds import Rounds
from scheduler import schedule
from tests.support.office import MORNING, Office


@contextmanager
def rounds_of(*features: Feature) -> Iterator[Rounds]:
    store = open_store("sqlite://", features)
    yield Rounds(store, {}, lambda: MORNING, time.monotonic)
    store.close()


async def test_a_misspelt_round_raises(office: Office):
    with pytest.raises(KeyError, match="paln"):
        await office.rounds.make("paln")


async def test_all_rounds_are_made_in_order(office: Office):
    before = ["release", "forgotten", "plan", "ask_again", "returns", "stocks", "groups", "announce"]
    after = ["verify", "tidy", "orphans", "forget", "read_feeds", "offer_feeds", "guide"]
    after += ["unanswered", "courses", "ask_more", "clean", "photos", "files", "late_approvals", "end_campaigns"]
    after += ["event_reminders", "event_questions"]
    assert [*office.rounds.each] == [*before, "settle", "deliver", *after]


async def test_after_a_start_answers_come_before_rounds_and_these_keep_their_order(office: Office):
    begun = datetime.now(UTC)
    first = {job.id: job.next_run_time for job in schedule(office.rounds).get_jobs()}
    often = [name for name, round_ in office.rounds.each.items() if round_.seconds <= 60]
    seldom = [name for name in office.rounds.each if name not in often]
    assert sorted(first, key=lambda name: first[name]) == [*often, *seldom]
    assert begun + timedelta(seconds=0.2) < min(first.values()) < begun + timedelta(seconds=2)


async def test_a_round_begins_once_the_one_before_it_has_ended_and_none_after_the_stop():
    made: list[str] = []

    async def slowly(context: RoundContext) -> None:
        made.append("begun")
        await asyncio.sleep(0)
        made.append("ended")

    with rounds_of(Feature("slow", rounds={"slow": Round(1, slowly, 10)})) as rounds:
        await asyncio.gather(rounds.make("slow"), rounds.make("slow"))
        await rounds.stop()
        await rounds.make("slow")
    assert made == ["begun", "ended"] * 2


async def test_a_round_of_one_piece_has_a_session_and_the_time():
    found: list[object] = []
    work = one_piece(lambda session, now: found.extend([session.info["features"], now]))
    with rounds_of(Feature("small", rounds={"small": Round(1, work, 10)})) as rounds:
        await rounds.make("small")
        assert found == [rounds.store.info["features"], MORNING]


async def nothing(_: RoundContext) -> None:
    """For a round that is never made."""


@pytest.mark.parametrize("name", ["small", "deliver"])
def test_no_two_rounds_have_one_name(name: str):
    one = Feature("one", rounds={name: Round(1, nothing, 10)})
    other = Feature("other", rounds={"small": Round(1, nothing, 10)})
    with pytest.raises(Twice, match=name), rounds_of(one, other):
        pass
