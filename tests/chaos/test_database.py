"""The database stopped, hanging, locked, slow and full, for as long as we promise. Run by make chaos; minutes each."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select, text
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.features import open_store
from models import Person
from tests.chaos import outages, scenarios
from tests.chaos.conftest import Tell
from tests.chaos.crowd import Crowd
from tests.chaos.patient import ANNA, BRAM, Patient, patient
from tests.chaos.storm import storm
from tests.store.pgbouncer import pooled
from tests.store.road import road_to
from tests.store.small_disk import small_disk
from tests.support.office import JOINING, Office
from tests.support.postgres import Stoppable

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1800)]

AWAY, RED, GREEN = (
    60.0,
    5.0,
    10.0,
)  # seconds: how long it lasts, how soon it must be noticed, and how soon it must be over
CROWD = Crowd(people=6_000, workspaces=2)
Do = Callable[[], Awaitable[None]]


def joined(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Person).where(Person.joined_at.is_not(None))).scalar_one()


def everybody(session: Session) -> list[str]:
    return list(session.scalars(select(Person.person).where(Person.joined_at.is_not(None)).order_by(Person.person)))


def integrity(session: Session) -> list[str]:
    return list(session.scalars(text("PRAGMA integrity_check")))


async def endures(one: Patient, begin: Do, end: Do) -> dict[str, object]:
    """Check what must always hold. Returns what was measured."""
    clock = asyncio.get_running_loop().time
    assert "Welcome" in await one.joins(ANNA)
    since = clock()
    await begin()
    statuses = await one.meanwhile(AWAY)
    ends = clock()
    await end()
    back = clock()
    await asyncio.sleep(GREEN + RED)  # its health is still checked
    assert one.process.returncode is None
    assert await one.opens_home("Ev-away") == 200
    assert "Welcome" in await one.joins(BRAM)
    await asyncio.sleep(1)
    assert len(one.double.said("views.publish")) == 1
    assert 200 not in statuses
    red, green = one.turned(False, since, ends), one.turned(True, back, clock())
    assert red <= RED and green <= GREEN, (red, green)
    return {"red_after": f"{red:.1f} s", "green_after": f"{green:.1f} s", "events": dict(statuses)}


def once_in_the_log(folder: Path) -> None:
    """Expect one line when it went, one when it was back, and tracebacks only with references people got."""
    lines = (folder / "heraut.log").read_text().splitlines()
    assert sum("the database is away" in line for line in lines) == 1
    assert sum("the database is back" in line for line in lines) == 1
    assert not [line for line in lines if "Traceback" in line]
    assert len(lines) < 20, lines


async def store_of(url: str) -> int:
    store = await asyncio.to_thread(open_store, url)
    people = await store.run(joined)
    await asyncio.to_thread(store.close)
    return people


# ── Heraut itself, in Slack ───────────────────────────────────────────────────────────────────────


async def test_heraut_outlives_a_stopped_server(
    stoppable_server: Stoppable, stoppable_url: str, tmp_path: Path, tell: Tell
):
    async def begin() -> None:
        await asyncio.to_thread(stoppable_server.stop)
        assert "nothing was changed" in await one.joins(BRAM)

    async with patient(stoppable_url, tmp_path) as one:
        tell(**await endures(one, begin, lambda: asyncio.to_thread(stoppable_server.start)))
    once_in_the_log(tmp_path)
    assert await store_of(stoppable_url) == 2


async def test_heraut_outlives_a_server_that_hangs(stoppable_url: str, tmp_path: Path, tell: Tell):
    async with road_to(stoppable_url) as (road, near):

        async def begin() -> None:
            road.block()

        async def end() -> None:
            road.free()

        async with patient(near, tmp_path) as one:
            tell(**await endures(one, begin, end))
    once_in_the_log(tmp_path)
    assert await store_of(stoppable_url) == 2


async def test_heraut_outlives_a_server_that_stops_behind_pgbouncer(
    stoppable_server: Stoppable, stoppable_url: str, tmp_path: Path, tell: Tell
):
    async with pooled(stoppable_url) as near, patient(near, tmp_path) as one:
        stop, start = stoppable_server.stop, stoppable_server.start
        tell(**await endures(one, lambda: asyncio.to_thread(stop), lambda: asyncio.to_thread(start)))
    once_in_the_log(tmp_path)
    assert await store_of(stoppable_url) == 2


async def test_heraut_outlives_a_file_that_another_program_locks(sqlite_url: str, tmp_path: Path, tell: Tell):
    with closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other:

        async def begin() -> None:
            other.execute("BEGIN IMMEDIATE")

        async def end() -> None:
            other.execute("ROLLBACK")

        async with patient(sqlite_url, tmp_path) as one:
            tell(**await endures(one, begin, end))
    once_in_the_log(tmp_path)
    assert await store_of(sqlite_url) == 2


async def test_heraut_outlives_a_full_disk(tmp_path: Path, tell: Tell):
    with small_disk(tmp_path / "disk", 16) as disk:
        url = f"sqlite:///{disk.folder / 'heraut.db'}"

        async def begin() -> None:
            await asyncio.to_thread(disk.fill)
            assert "nothing was changed" in await one.joins(BRAM)

        async with patient(url, tmp_path) as one:
            tell(**await endures(one, begin, lambda: asyncio.to_thread(disk.empty)))
        once_in_the_log(tmp_path)
        assert await store_of(url) == 2


# ── A full disk, to the last byte ─────────────────────────────────────────────────────────────────


async def test_a_disk_of_two_megabytes_loses_nothing_that_was_committed(tmp_path: Path, tell: Tell):
    with small_disk(tmp_path / "disk", 2) as disk:
        store = open_store(f"sqlite:///{disk.folder / 'heraut.db'}")
        office = await Office(store).open()
        kept, told = [], Counter[str]()
        for number in range(5000):
            who = f"p{number:04}"
            reply = await office.does(who, "join", values=JOINING)
            kept += [who] if isinstance(reply, Card) else []
            told[type(reply).__name__] += 1
            if told["Notice"] == 20:
                break
        await asyncio.to_thread(disk.fill)
        health = [await store.well() for _ in range(100)]  # a write that fits into the rest of the log still works
        assert not all(health)
        assert await store.run(everybody) == kept
        disk.grow(64)
        assert await store.well()
        await office.joins("room")
        assert await store.run(everybody) == [*kept, "room"]
        assert await store.run(integrity) == ["ok"]
        store.close()
    tell(kept=len(kept), told_that_nothing_was_changed=told["Notice"])
    assert told["Notice"] == 20


# ── What it sends in the meantime ───────────────────────────────────────────────────────────────────────


PACE = {"per_second": 50}  # in each of two workspaces: a minute's work, long enough to be disturbed


async def test_a_minute_without_a_server_loses_nothing(
    stoppable_server: Stoppable, stoppable_url: str, tmp_path: Path, tell: Tell
):
    async with storm(stoppable_url, CROWD, tmp_path, **PACE) as one:
        verdict = await outages.endured(one, one.url, outages.stopped(stoppable_server, AWAY))
    tell(**verdict.figures)
    assert verdict.clean and verdict.states == {"sent": CROWD.people}, verdict


async def test_a_minute_without_an_answer_loses_nothing(stoppable_url: str, tmp_path: Path, tell: Tell):
    async with road_to(stoppable_url) as (road, near), storm(stoppable_url, CROWD, tmp_path, **PACE) as one:
        verdict = await outages.endured(one, near, outages.hanging(road, AWAY))
    tell(**verdict.figures)
    assert verdict.clean and verdict.states == {"sent": CROWD.people}, verdict


async def test_a_minute_behind_a_lock_loses_nothing(sqlite_url: str, tmp_path: Path, tell: Tell):
    async with storm(sqlite_url, CROWD, tmp_path, **PACE) as one:
        verdict = await outages.endured(one, one.url, outages.locked(one.url, AWAY))
    tell(**verdict.figures)
    assert verdict.clean and verdict.states == {"sent": CROWD.people}, verdict


async def test_a_minute_of_two_seconds_for_each_query_loses_nothing(stoppable_url: str, tmp_path: Path, tell: Tell):
    async with road_to(stoppable_url) as (road, near), storm(stoppable_url, CROWD, tmp_path, **PACE) as one:
        verdict = await outages.endured(one, near, outages.slow(road, query=2, seconds=AWAY))
    tell(**verdict.figures)
    assert verdict.clean and verdict.states == {"sent": CROWD.people}, verdict


async def test_messages_are_sent_through_pgbouncer(stoppable_url: str, tmp_path: Path, tell: Tell):
    async with pooled(stoppable_url) as near, storm(near, CROWD, tmp_path, lease=15, shown=2, once_more=1) as one:
        verdict = await scenarios.kills(one, 20)
    tell(**verdict.figures)
    assert verdict.clean and verdict.states == {"sent": CROWD.people}, verdict


async def test_people_act_through_pgbouncer(stoppable_url: str):
    async with pooled(stoppable_url) as near:
        store = await asyncio.to_thread(open_store, near)
        office = await Office(store).open()
        people = [f"p{number}" for number in range(40)]
        await asyncio.gather(*(office.joins(who) for who in people))
        await office.posts()
        for _ in range(30):
            await office.after(hours=1)
        for _ in range(20):
            replies = await asyncio.gather(*(office.does(who, "home") for who in people))
            assert {type(reply) for reply in replies} == {Card}
        assert all(office.told(who) for who in people)
        store.close()
