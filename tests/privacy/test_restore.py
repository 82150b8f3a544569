"""A restored backup forgets again, and lets people who came back be."""

import shutil
import stat
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.core.forgotten import ForgottenEntry, forgotten_mark, was_forgotten
from handlers.features import open_store
from handlers.privacy.restore import FILE, append, list_beside, read_list, settle_list
from models import ForgottenMark, Person
from models.store import Store
from tests.privacy.scene import WHO, filled, in_files, traces
from tests.support.office import MORNING, Office


@pytest.fixture
async def scene(sqlite_url: str) -> Office:
    office = await Office(open_store(sqlite_url)).open()
    await filled(office)
    return office


def file_of(store: Store) -> Path:
    return Path(store.engine.url.database or "")


def listed(store: Store) -> Path:
    path = store.info[FILE]
    assert isinstance(path, Path)
    return path


async def backup(office: Office) -> bytes:
    await office.store.scrub()
    return file_of(office.store).read_bytes()


async def restored(office: Office, kept: bytes) -> Store:
    """Stop, put the backup back, and start again."""
    office.store.close()
    file_of(office.store).write_bytes(kept)
    return open_store(f"sqlite:///{file_of(office.store)}")


def people(session: Session) -> set[str]:
    return {*session.scalars(select(Person.person))}


async def test_a_restored_backup_forgets_again_without_a_trace(scene: Office):
    kept = await backup(scene)
    await scene.does(WHO, "forget")
    store = await restored(scene, kept)
    assert WHO in await store.run(people)
    await settle_list(store, scene.now)
    assert await store.run(traces) == []
    assert in_files(store) == 0
    store.close()


async def test_the_rounds_of_a_running_heraut_do_it_by_themselves(scene: Office):
    kept = await backup(scene)
    await scene.does(WHO, "forget")
    store = await restored(scene, kept)
    running = Office(store)
    running.now = scene.now
    await running.rounds.make("forgotten")
    assert await store.run(traces) == []
    store.close()


async def test_a_person_who_came_back_before_the_backup_stays(scene: Office):
    await scene.does(WHO, "forget")
    await scene.after(days=1)
    await scene.joins(WHO)
    store = await restored(scene, await backup(scene))
    await settle_list(store, scene.now)
    assert WHO in await store.run(people)
    store.close()


async def test_a_store_without_the_mark_does_not_forget_a_person_who_is_newer(scene: Office):
    await scene.does(WHO, "forget")
    await scene.after(days=1)
    await scene.joins(WHO)
    await scene.store.run(lambda s: s.execute(delete(ForgottenMark)))
    await settle_list(scene.store, scene.now)
    assert WHO in await scene.store.run(people)
    scene.store.close()


async def test_the_list_holds_no_ids_and_is_for_its_owner_alone(scene: Office):
    await scene.does(WHO, "forget")
    path = listed(scene.store)
    assert WHO not in path.read_text() and "anna" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    [entry] = read_list(path)
    assert entry.mark == forgotten_mark(entry.key, "W", WHO)
    assert await scene.store.run(lambda s: was_forgotten(s, "W", WHO))
    assert not await scene.store.run(lambda s: was_forgotten(s, "W", "bob"))
    scene.store.close()


async def test_two_who_are_forgotten_are_listed_once_each(scene: Office):
    for who in (WHO, "bob"):
        await scene.does(who, "forget")
        await settle_list(scene.store, scene.now)
    assert len(read_list(listed(scene.store))) == 2
    scene.store.close()


async def test_a_list_that_cannot_be_written_does_not_undo_anything(scene: Office, caplog: pytest.LogCaptureFixture):
    listed(scene.store).mkdir()
    await scene.does(WHO, "forget")
    assert await scene.store.run(traces) == []
    assert "the list of the forgotten cannot be kept" in caplog.text and str(listed(scene.store)) not in caplog.text
    shutil.rmtree(listed(scene.store))
    await settle_list(scene.store, scene.now)
    assert len(read_list(listed(scene.store))) == 1
    scene.store.close()


async def test_on_a_server_the_list_is_where_it_is_told(postgres_url: str, tmp_path: Path):
    path = tmp_path / "forgotten"
    store = open_store(postgres_url, forgotten=str(path))
    office = await Office(store).open()
    for who in ("anna", "bob"):
        await office.joins(who)
    await office.does("anna", "forget")
    [entry] = read_list(path)
    await store.run(lambda s: s.execute(delete(ForgottenMark)))
    append(
        path, [entry._replace(key=(key := "ab" * 32), mark=forgotten_mark(key, "W", "bob"))]
    )  # as if a backup had come back
    await office.rounds.make("forgotten")
    assert {"anna", "bob"}.isdisjoint(await store.run(people))
    store.close()


def test_lines_that_are_no_entries_are_skipped_and_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path, entry = tmp_path / "list", ForgottenEntry("W", "aa", "bb", MORNING)
    assert read_list(path) == []
    append(path, [entry])
    with path.open("a") as file:
        file.write('nonsense\n["W", 1]\n["W", "m", "no hex", "2026-03-04T09:00:00+00:00"]\n')
    append(path, [entry])
    assert read_list(path) == [entry, entry]
    assert "3 lines" in caplog.text


def test_the_list_is_beside_the_file_or_where_it_is_told(tmp_path: Path):
    assert list_beside(f"sqlite:///{tmp_path}/heraut.db", "") == tmp_path / "heraut.db.forgotten"
    assert list_beside("sqlite://", "") is None
    assert list_beside("postgresql://db/heraut", "") is None
    assert list_beside("postgresql://db/heraut", "/var/lib/heraut/forgotten") == Path("/var/lib/heraut/forgotten")
