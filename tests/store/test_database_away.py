"""The store while its database is stopped, slow, blocked, locked, read-only or full; and when it is back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, make_url, select, text
from sqlalchemy.orm import Session

from handlers import answer
from handlers.core.interaction import Card, Interaction, Notice
from handlers.features import FEATURES, open_store
from handlers.registry.feature import together
from models import Person, Seen
from models.engine import GIVEN_UP, open_engine
from models.store import Store, Unavailable
from scheduler import schedule
from tests.store.away import away, read_only
from tests.store.road import Road, road_to
from tests.support.office import JOINING, MORNING, Office
from tests.support.postgres import Stoppable
from tests.support.processes import heraut

AWAY, BACK = "the database is away", "the database is back"


@pytest.fixture
async def travelled(stoppable_url: str) -> AsyncIterator[tuple[Road, Store]]:
    """A store that reaches its database over our own road."""
    async with road_to(stoppable_url) as (road, near):
        store = await asyncio.to_thread(open_store, near)
        yield road, store
        road.free()
        await asyncio.to_thread(store.close)


def see(*seen: str):
    return lambda session: session.add_all([Seen(workspace="W", key=key, at=MORNING) for key in seen])


def keys(session: Session) -> list[str]:
    return list(session.scalars(select(Seen.key).order_by(Seen.key)))


def pragma(words: str):
    def work(session: Session):
        result = session.connection().exec_driver_sql(f"PRAGMA {words}")
        return result.scalar() if result.returns_rows else None

    return work


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "heraut.store"]


# ── Both kinds ─────────────────────────────────────────────────────────────────────────────────


async def test_while_it_is_away_nothing_changes_and_afterwards_everything_continues(store: Store):
    await store.run(see("before"))
    async with away(store):
        outcomes = await asyncio.gather(*(store.run(see(f"{n}")) for n in range(20)), return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {Unavailable}
    await store.run(see("after"))
    assert await store.run(keys) == ["after", "before"]


async def test_the_log_says_once_that_it_is_away_and_once_that_it_is_back(store: Store, caplog):
    assert await store.well()
    async with away(store):
        for n in range(5):
            outcomes = await asyncio.gather(store.run(see(f"{n}")), store.well(), return_exceptions=True)
            assert isinstance(outcomes[0], Unavailable) and outcomes[1] is False
    for n in range(5):
        await store.run(see(f"{n}"))
        assert await store.well()
    assert [line.partition(":")[0] for line in said(caplog)] == [AWAY, BACK]


async def test_what_the_platform_repeats_is_refused_and_what_only_people_can_repeat_is_answered(office: Office):
    event = Interaction(key="event", actor=office.actor("anna"), action="home", repeats=True)
    press = event.model_copy(update={"key": "press", "repeats": False})
    async with away(office.store):
        with pytest.raises(Unavailable):
            await answer(office.store, event, office.now)
        told = await answer(office.store, press, office.now)
        assert isinstance(told, Notice) and "nothing was changed" in told.text
    assert isinstance(await answer(office.store, event, office.now), Card)
    assert await answer(office.store, event, office.now) is None


async def test_rounds_do_nothing_meanwhile_and_log_nothing(office: Office, caplog):
    works = [job.func for job in schedule(office.rounds).get_jobs()]
    async with away(office.store):
        for work in works:
            await work()
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [AWAY]
    assert len(works) == len(office.rounds.each) >= 7


@pytest.mark.parametrize("mistake", ["SELECT nonsense", "INSERT INTO seen (workspace) VALUES ('W')"])
async def test_our_own_mistake_is_never_reported_as_an_absence(store: Store, mistake: str):
    with pytest.raises(Exception) as told:  # noqa: PT011 - each database has its own
        await store.run(lambda session: session.execute(text(mistake)))
    assert not isinstance(told.value, Unavailable)
    assert await store.well()


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────────


async def test_a_database_that_can_only_be_read_is_not_healthy(postgres_url: str, caplog):
    store = open_store(postgres_url)
    with read_only(store):
        for _ in range(3):
            assert not await store.well()
            assert await store.run(keys) == []
    assert await store.well()
    assert said(caplog) == [f"{AWAY}: it is read-only", BACK]
    store.close()


async def test_a_stopped_server_is_unavailable_and_used_again_once_it_is_back(
    stoppable_server: Stoppable, stoppable_url: str, caplog
):
    store = open_store(stoppable_url)
    await asyncio.gather(*(store.run(see(f"{n}")) for n in range(20)))
    stoppable_server.stop()
    try:
        outcomes = await asyncio.gather(*(store.run(see(f"lost{n}")) for n in range(20)), return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {Unavailable}
        assert not await store.well()
    finally:
        stoppable_server.start()
    assert await store.well()
    await store.run(see("after"))
    assert await store.run(keys) == sorted([*(f"{n}" for n in range(20)), "after"])
    assert len(said(caplog)) == 2
    store.close()


async def test_a_server_that_was_away_while_nobody_asked_is_not_missed(stoppable_server: Stoppable, stoppable_url: str):
    store = open_store(stoppable_url)
    await asyncio.gather(*(store.run(see(f"{n}")) for n in range(20)))
    stoppable_server.stop()
    stoppable_server.start()
    await asyncio.gather(*(store.run(see(f"more{n}")) for n in range(20)))
    assert len(await store.run(keys)) == 40
    store.close()


async def test_a_server_that_was_never_there_is_reported_without_its_name_or_password(tmp_path: Path):
    with pytest.raises(Unavailable) as told:
        await asyncio.to_thread(open_store, f"postgresql://anna:secret@/heraut?host={tmp_path}")
    assert told.value.__cause__ is not None
    assert str(told.value) == "The database is away: it cannot be reached."


@pytest.mark.parametrize("command", ["run", "doctor"])
async def test_heraut_that_cannot_start_says_why_without_a_secret(tmp_path: Path, command: str):
    url = f"postgresql://anna:hunter2@/heraut?host={tmp_path}"
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s" * 32, "SLACK_API_URL": "http://127.0.0.1:1/"}
    code, said = await heraut(command, cwd=tmp_path, DATABASE_URL=url, **slack)
    assert code == 1 and "it cannot be reached" in said
    assert "Traceback" not in said and "hunter2" not in said


def test_a_postgresql_address_may_be_more_patient_than_we_are():
    asked = open_engine("postgresql://db.example/heraut?connect_timeout=30").url.query
    assert asked == {**GIVEN_UP, "connect_timeout": "30"}


async def test_without_a_pooler_statements_are_prepared(postgres_url: str):
    store = open_store(postgres_url)
    with store.engine.connect() as connection:
        direct = connection.connection.driver_connection
        assert isinstance(direct, psycopg.Connection) and direct.prepare_threshold is not None
    store.close()


async def test_slow_is_not_away(travelled: tuple[Road, Store]):
    road, store = travelled
    road.delay = 0.05
    await asyncio.gather(*(store.run(see(f"{n}")) for n in range(16)))
    road.delay = 0
    assert len(await store.run(keys)) == 16


async def test_a_database_that_hangs_is_not_healthy_and_continues_where_it_was(travelled: tuple[Road, Store], caplog):
    road, store = travelled
    road.block()
    assert not await store.well()
    waiting = asyncio.create_task(store.well())
    road.free()
    assert await waiting
    await store.run(see("after"))
    assert [line.partition(":")[0] for line in said(caplog)] == [AWAY, BACK]


@pytest.mark.parametrize(("torn", "in_doubt"), [(b"INSERT", False), (b"COMMIT", True)])
async def test_a_connection_lost_at_the_commit_leaves_a_doubt_and_one_lost_before_leaves_none(
    travelled, torn, in_doubt
):
    road, store = travelled
    road.tear_at = torn
    with pytest.raises(Unavailable) as told:
        await store.run(see("torn"))
    assert told.value.in_doubt == in_doubt
    await store.run(see("whole"))
    assert await store.run(keys) == ["whole"]


async def test_people_who_act_while_the_connection_breaks_are_promised_nothing(travelled: tuple[Road, Store]):
    road, store = travelled
    office = await Office(store).open()
    road.tear_at = b"COMMIT"
    reply = await office.does("anna", "join", values=JOINING)
    assert isinstance(reply, Notice) and "cannot tell whether this was saved" in reply.text


async def test_people_who_left_are_told_so_even_when_nothing_more_can_be_looked_up(travelled: tuple[Road, Store]):
    road, store = travelled
    office = await Office(store).open()
    await office.joins("anna")
    road.tear_at = b"clock_timestamp"  # the query after leaving: is something still on its way to them?
    assert isinstance(await office.does("anna", "leave"), Card)
    assert (await store.run(lambda session: session.get_one(Person, ("W", "anna")))).left_at == office.now


# ── SQLite ────────────────────────────────────────────────────────────────────────────────────────


async def test_the_store_waits_for_a_lock_once_and_not_for_each_piece_of_work(sqlite_url: str):
    engine, begun = open_engine(sqlite_url), list[str]()
    event.listen(engine, "before_cursor_execute", lambda *given: begun.append(given[2]))
    store = Store(engine, {"features": together(FEATURES)})
    await store.run(pragma("busy_timeout = 100"))
    with closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(*(store.run(see(f"{n}")) for n in range(16)), return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {Unavailable}
        assert (
            2 <= begun.count("BEGIN IMMEDIATE") <= 3
        )  # one belongs to the pragma; of the others, the first may go alone
        other.execute("ROLLBACK")
    store.close()


async def room_for(store: Store, pages: int) -> None:
    """Limit the file as a full disk would: SQLite reports and does exactly that."""
    there = await store.run(pragma("page_count"))
    await store.run(pragma(f"max_page_count = {there + pages}"))


async def test_a_full_disk_loses_nothing_and_everything_works_once_there_is_room(sqlite_url: str):
    store = open_store(sqlite_url)
    kept, refused = list[str](), 0
    await room_for(store, 4)
    while not refused:
        several = [f"{len(kept):0200}-{n:03}" for n in range(20)]
        outcomes = await asyncio.gather(*(store.run(see(key)) for key in several), return_exceptions=True)
        kept += [key for key, outcome in zip(several, outcomes, strict=True) if outcome is None]
        refused += sum(isinstance(outcome, Unavailable) for outcome in outcomes)
        assert all(outcome is None or isinstance(outcome, Unavailable) for outcome in outcomes)
    assert await store.run(keys) == kept
    assert await store.run(pragma("integrity_check")) == "ok"
    await room_for(store, 1000)
    await store.run(see("room"))
    assert await store.run(keys) == [*kept, "room"]
    store.close()


async def test_work_that_needs_more_than_the_disk_has_fails_alone(sqlite_url: str):
    store = open_store(sqlite_url)
    await room_for(store, 20)
    await store.run(pragma("cache_size = 10"))  # large enough to be written to the disk before its end
    much = see(*(f"{n:0200}" for n in range(1000)))
    works = (store.run(see("a")), store.run(much), store.run(see("b")))
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert [repr(outcome) for outcome in outcomes] == ["None", repr(Unavailable("the disk is full")), "None"]
    assert await store.run(keys) == ["a", "b"]
    store.close()
