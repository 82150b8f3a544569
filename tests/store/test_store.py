"""The store's promises: work is committed together, but each piece fails alone."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Seen
from models.engine import insert_new
from models.store import Store
from tests.support.office import MORNING


def see(key: str):
    return lambda session: session.add(Seen(workspace="W", key=key, at=MORNING))


def keys(session: Session) -> list[str]:
    return list(session.scalars(select(Seen.key).order_by(Seen.key)))


async def test_work_done_at_once_is_all_kept(store: Store):
    await asyncio.gather(*(store.run(see(f"{n:03}")) for n in range(300)))
    assert await store.run(keys) == [f"{n:03}" for n in range(300)]


async def test_work_that_fails_does_so_alone_and_leaves_nothing_behind(store: Store):
    def half(session: Session) -> None:
        session.add(Seen(workspace="W", key="half", at=MORNING))
        session.flush()
        raise RuntimeError("in the middle")

    outcomes = await asyncio.gather(
        store.run(half), store.run(see("a")), store.run(see("b")), store.run(see("b")), return_exceptions=True
    )
    assert isinstance(outcomes[0], RuntimeError) and outcomes[1] is None
    assert {type(outcome) for outcome in outcomes[2:]} == {type(None), IntegrityError}  # the one that came second
    assert await store.run(keys) == ["a", "b"]


async def test_a_broken_transaction_is_run_again_piece_by_piece(sqlite_url: str):
    store = Store.open(sqlite_url)

    def breaks(session: Session) -> None:
        session.execute(text("ROLLBACK"))  # as SQLite itself does when its disk is full

    outcomes = await asyncio.gather(
        store.run(see("before")), store.run(breaks), store.run(see("after")), return_exceptions=True
    )
    assert outcomes[0] is None and outcomes[2] is None and isinstance(outcomes[1], Exception)
    assert await store.run(keys) == ["after", "before"]
    store.close()


async def test_abandoned_work_does_not_stop_the_rest(store: Store):
    waiting = [asyncio.ensure_future(store.run(see(f"gone{n}"))) for n in range(20)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await store.run(see("here"))
    assert "here" in await store.run(keys)


async def test_inserting_existing_rows_changes_nothing(store: Store):
    row = {"workspace": "W", "key": "once", "at": MORNING}
    assert await store.run(lambda session: insert_new(session, Seen, [row])) == 1
    assert await store.run(lambda session: insert_new(session, Seen, [row])) == 0


async def test_times_come_back_aware_and_naive_ones_are_refused(store: Store):
    await store.run(see("a"))
    assert await store.run(lambda session: session.get_one(Seen, ("W", "a")).at) == MORNING
    with pytest.raises(Exception, match="a time without a time zone"):
        await store.run(lambda session: session.add(Seen(workspace="W", key="n", at=MORNING.replace(tzinfo=None))))


async def test_sqlite_is_configured_to_lose_nothing(sqlite_url: str):
    store = Store.open(sqlite_url)

    def pragma(name: str):
        return lambda session: session.execute(text(f"PRAGMA {name}")).scalar()

    settings = [await store.run(pragma(name)) for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert settings == ["wal", 2, 1]
    store.close()


async def test_committed_rows_are_there_for_the_next_process(sqlite_url: str, tmp_path: Path):
    store = Store.open(sqlite_url)
    await store.run(see("kept"))
    store.close()
    with sqlite3.connect(tmp_path / "heraut.db") as plain:
        assert plain.execute("SELECT key FROM seen").fetchall() == [("kept",)]
    plain.close()
