"""Small storms, in every run: nothing is lost, repeated, or sent to people who left. In full: make chaos."""

from pathlib import Path

import pytest

from handlers.outbox.courier import IN_FLIGHT
from handlers.outbox.outcomes import ATTEMPTS
from tests.chaos import scenarios
from tests.chaos.crowd import Crowd
from tests.chaos.storm import storm

BAD = ("refused", "broken", "malformed", "dropped", "hanging", "late")
HASTE = {"shown": 0.5, "once_more": 0.2, "back_off": 0.2}
SHOWN = HASTE | {"shown": 2.0, "once_more": 1.0}  # because here the busy machine is late, and not Slack


async def test_six_kills_lose_nothing_and_repeat_nothing(database_url: str, tmp_path: Path):
    async with storm(database_url, Crowd(people=600, workspaces=3), tmp_path, lease=3, **HASTE) as one:
        verdict = await scenarios.kills(one, 6)
    assert verdict.clean and verdict.unknown == [], verdict


async def test_a_kill_repeats_nothing_where_teams_cannot_tell(sqlite_url: str, tmp_path: Path):
    async with storm(sqlite_url, Crowd(people=400, platform="teams"), tmp_path, lease=8, **HASTE) as one:
        verdict = await scenarios.kills(one, 3)
    assert verdict.clean and len(verdict.unknown) <= 3 * IN_FLIGHT, verdict


async def test_a_process_stopped_past_the_lease_repeats_nothing(database_url: str, tmp_path: Path):
    async with storm(database_url, Crowd(people=800, workspaces=2), tmp_path, lease=2, **SHOWN) as one:
        well, verdict = await scenarios.stops(one, 2)
    rest = verdict.model_copy(update={"repeated": []})
    # docs/delivery.md, "What remains": a stop may fall between the last look at the clock and the write.
    # Without that look there would be dozens.
    assert rest.clean and well > 0 and len(verdict.repeated) <= 2, verdict


async def test_half_of_all_calls_answered_429_costs_only_time(database_url: str, tmp_path: Path):
    async with storm(database_url, Crowd(people=60, workspaces=4), tmp_path, per_second=20, **HASTE) as one:
        order, verdict = await scenarios.throttled(one, 2, calm="T001")
        seen, rows = await one.seen(), one.rows()
    assert verdict.clean, verdict
    assert seen.drawn["throttled"] > 0 and seen.early == [] and {row.attempts for row in rows} == {1}
    assert order.index("T001") < len(order) / 2


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_bad_day_of_the_platform_loses_and_repeats_nothing(sqlite_url: str, tmp_path: Path, platform):
    async with storm(sqlite_url, Crowd(people=200, platform=platform), tmp_path, patience=0.5, **HASTE) as one:
        verdict = await scenarios.troubles(one, slow=1.0, **dict.fromkeys(BAD, 0.07))
        seen = await one.seen()
    assert verdict.clean and {*BAD} <= {*seen.drawn}, verdict
    assert len(verdict.unknown) <= sum(seen.calls.values())


async def test_a_revoked_token_suspends_its_workspace_until_there_is_a_new_one(sqlite_url: str, tmp_path: Path):
    async with storm(sqlite_url, Crowd(people=160, workspaces=4), tmp_path, per_second=40, **HASTE) as one:
        suspended, verdict = await scenarios.revoked(one, "T001")
        rows = one.rows()
    assert suspended == {"T001": "token_revoked"}
    assert verdict.clean and verdict.states == {"sent": 160}, verdict
    assert {row.attempts for row in rows} == {1}


async def test_nothing_comes_after_a_leave_or_a_pause_was_acknowledged(database_url: str, tmp_path: Path):
    async with storm(database_url, Crowd(people=600), tmp_path, **HASTE) as one:
        said, verdict = await scenarios.leaves(one, 60)
    assert verdict.clean, verdict
    assert said == {"Card": 60} and verdict.states["cancelled"] > 0


async def test_stopped_content_is_not_sent_except_what_was_on_its_way(sqlite_url: str, tmp_path: Path):
    async with storm(sqlite_url, Crowd(people=300, workspaces=3), tmp_path, **HASTE) as one:
        late, verdict = await scenarios.stopped(one, 1)
    assert verdict.clean, verdict
    assert late <= IN_FLIGHT and verdict.states["cancelled"] > 0


async def test_poison_fails_alone(database_url: str, tmp_path: Path):
    crowd = Crowd(people=400, workspaces=2, lost=(10,))
    async with storm(database_url, crowd, tmp_path, lease=4, **HASTE) as one:
        calls, verdict = await scenarios.poison(one)
        poisoned = {*calls, *(crowd.person(number) for number in crowd.lost)}
        rows = [row for row in one.rows() if row.person not in poisoned]
    assert verdict.clean, verdict
    assert {(row.state, row.attempts) for row in rows} == {("sent", 1)}
    assert max(calls.values()) <= ATTEMPTS
