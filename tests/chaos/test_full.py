"""The storms in full, on both stores. Run by make chaos; minutes each."""

from pathlib import Path

import pytest

from handlers.outbox.courier import IN_FLIGHT
from handlers.outbox.outcomes import ATTEMPTS
from tests.chaos import scenarios
from tests.chaos.conftest import Tell
from tests.chaos.crowd import Crowd
from tests.chaos.storm import storm

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(3600)]

PEOPLE, KILLS, STOPS, LEAVES, STORMY = 60_000, 200, 25, 1_000, 300.0
BAD = ("refused", "broken", "malformed", "dropped", "hanging", "late")
HASTE = {"shown": 2.0, "once_more": 1.0, "back_off": 1.0}


@pytest.mark.parametrize(("platform", "history"), [("slack", True), ("slack", False), ("teams", False)])
async def test_two_hundred_kills_lose_nothing_and_repeat_nothing(
    database_url: str, tmp_path: Path, tell: Tell, platform, history
):
    crowd = Crowd(people=PEOPLE, workspaces=8 if platform == "slack" else 1, platform=platform)
    async with storm(database_url, crowd, tmp_path, lease=15, **HASTE) as one:
        await one.mode(history=history)
        verdict = await scenarios.kills(one, KILLS)
    tell(kills=KILLS, **verdict.figures)
    assert verdict.clean, verdict
    assert len(verdict.unknown) <= (0 if history else KILLS * IN_FLIGHT)


async def test_twenty_five_stops_past_the_lease_repeat_nothing(database_url: str, tmp_path: Path, tell: Tell):
    async with storm(database_url, Crowd(people=20_000, workspaces=8), tmp_path, lease=4, **HASTE) as one:
        well, verdict = await scenarios.stops(one, STOPS)
    tell(stops=STOPS, with_work_left=well, **verdict.figures)
    assert verdict.clean, verdict


async def test_half_of_all_calls_answered_429_for_five_minutes_costs_only_time(
    database_url: str, tmp_path: Path, tell: Tell
):
    async with storm(database_url, Crowd(people=4_800, workspaces=12), tmp_path, per_second=5, **HASTE) as one:
        order, verdict = await scenarios.throttled(one, STORMY, calm="T001")
        seen, rows = await one.seen(), one.rows()
    last = len(order) - 1 - order[::-1].index("T001")
    told = {"answered_429": seen.drawn["throttled"], "on_their_way": seen.drawn.get("on their way", 0)}
    tell(**told, early=len(seen.early), calm_done_after=f"{last / len(order):.0%}", **verdict.figures)
    assert verdict.clean, verdict
    assert seen.early == [] and {row.attempts for row in rows} == {1}
    assert last < len(order) / 2


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_bad_day_of_the_platform_loses_and_repeats_nothing(
    database_url: str, tmp_path: Path, tell: Tell, platform
):
    bad = dict.fromkeys(BAD, 0.05)
    crowd = Crowd(people=3_000, workspaces=4 if platform == "slack" else 1, platform=platform)
    async with storm(database_url, crowd, tmp_path, patience=2, **HASTE) as one:
        verdict = await scenarios.troubles(one, slow=4.0, **bad)
        seen = await one.seen()
    tell(**seen.drawn, **verdict.figures)
    assert verdict.clean, verdict
    assert len(verdict.unknown) <= (0 if platform == "slack" else sum(seen.drawn.values()))


async def test_a_revoked_token_suspends_its_workspace_until_there_is_a_new_one(
    database_url: str, tmp_path: Path, tell: Tell
):
    async with storm(database_url, Crowd(people=4_000, workspaces=4), tmp_path, **HASTE) as one:
        suspended, verdict = await scenarios.revoked(one, "T001")
        rows = one.rows()
    tell(suspended=suspended, **verdict.figures)
    assert suspended == {"T001": "token_revoked"} and verdict.clean, verdict
    assert {row.attempts for row in rows} == {1}


async def test_nothing_comes_after_a_thousand_leaves_and_pauses(database_url: str, tmp_path: Path, tell: Tell):
    async with storm(database_url, Crowd(people=10_000, workspaces=1), tmp_path, **HASTE) as one:
        said, verdict = await scenarios.leaves(one, LEAVES)
    tell(acknowledged=said["Card"], taken_back=verdict.states.get("cancelled", 0), **verdict.figures)
    assert said == {"Card": LEAVES} and verdict.clean, verdict


async def test_one_poisonous_message_in_a_hundred_fails_alone(database_url: str, tmp_path: Path, tell: Tell):
    crowd = Crowd(people=10_000, workspaces=4, lost=tuple(range(10, 10_000, 200)))
    async with storm(database_url, crowd, tmp_path, lease=6, **HASTE) as one:
        calls, verdict = await scenarios.poison(one)
        poisoned = {*calls, *(crowd.person(number) for number in crowd.lost)}
        rows = [row for row in one.rows() if row.person not in poisoned]
    tell(poisoned=len(poisoned), most_calls=max(calls.values()), **verdict.figures)
    assert verdict.clean, verdict
    assert {(row.state, row.attempts) for row in rows} == {("sent", 1)} and max(calls.values()) <= ATTEMPTS
