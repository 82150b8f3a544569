"""The database goes away for a moment while messages go out: none lost, none repeated. In full: test_database.py."""

from pathlib import Path

from tests.chaos import outages
from tests.chaos.crowd import Crowd
from tests.chaos.storm import storm
from tests.store.road import road_to
from tests.support.postgres import Stoppable

HASTE = {"lease": 4, "shown": 0.5, "once_more": 0.2, "back_off": 0.2, "per_second": 60}


async def test_a_server_that_stops_hangs_and_is_slow_costs_time_and_nothing_else(
    stoppable_server: Stoppable, stoppable_url: str, tmp_path: Path
):
    crowd = Crowd(people=360, workspaces=2)
    async with road_to(stoppable_url) as (road, near), storm(stoppable_url, crowd, tmp_path, **HASTE) as one:
        troubles = outages.stopped(stoppable_server, 0.5), outages.hanging(road, 1), outages.slow(road, 0.1, 1)
        verdict = await outages.endured(one, near, *troubles)
    assert verdict.clean and verdict.states == {"sent": 360}, verdict


async def test_a_file_that_another_program_locks_costs_time_and_nothing_else(sqlite_url: str, tmp_path: Path):
    crowd = Crowd(people=120, workspaces=2)
    async with storm(sqlite_url, crowd, tmp_path, **HASTE) as one:
        verdict = await outages.endured(one, one.url, outages.locked(one.url, 3))
    assert verdict.clean and verdict.states == {"sent": 120}, verdict
