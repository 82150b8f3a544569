"""The files of a store are for the account that runs Heraut alone."""

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest

from handlers.core.workspaces import known_workspace
from handlers.features import open_store
from models.migrate import NoStore
from models.state import state
from models.store import Store
from models.store_file import file_of, readable_by_others
from tests.support.office import MORNING


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in sorted(folder.iterdir())}


async def write(store: Store) -> None:
    await store.run(lambda session: known_workspace(session, "W", "web", "Owls", MORNING))


async def test_nobody_else_can_read_a_new_store_whatever_the_umask(tmp_path: Path):
    before = os.umask(0)
    try:
        with closing(open_store(f"sqlite:///{tmp_path / 'heraut.db'}")) as store:
            await write(store)
            assert modes(tmp_path) == dict.fromkeys(("heraut.db", "heraut.db-shm", "heraut.db-wal"), "0o600")
    finally:
        os.umask(before)


def open_to_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o644)


async def test_files_that_others_could_read_are_corrected_at_the_start(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'heraut.db'}"
    with closing(open_store(url)) as store:
        await write(store)
        open_to_all(tmp_path)
        with closing(open_store(url, create=False)):
            assert {*modes(tmp_path).values()} == {"0o600"}


def test_the_doctor_corrects_what_it_can_and_creates_nothing(tmp_path: Path):
    file = tmp_path / "heraut.db"
    open_store(f"sqlite:///{file}").close()
    file.chmod(0o640)
    assert readable_by_others(file) == [file]
    assert state(f"sqlite:///{file}")[0] and readable_by_others(file) == []
    ok, what, fix = state(f"sqlite:///{tmp_path / 'heraud.db'}")
    assert not ok and "There is no store" in what and "DATABASE_URL" in fix
    assert not (tmp_path / "heraud.db").exists()


def test_a_store_is_only_created_where_that_is_asked(tmp_path: Path):
    with pytest.raises(NoStore, match=r"There is no store at .*heraud\.db"):
        open_store(f"sqlite:///{tmp_path / 'heraud.db'}", create=False)
    (tmp_path / "empty.db").touch()
    with pytest.raises(NoStore, match=r"There is no store at .*empty\.db"):
        open_store(f"sqlite:///{tmp_path / 'empty.db'}", create=False)
    assert (tmp_path / "empty.db").stat().st_size == 0
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql://db/heraut", None),
        ("sqlite:///heraut.db", Path("heraut.db")),
        ("sqlite:////srv/heraut.db", Path("/srv/heraut.db")),
    ],
)
def test_only_a_store_in_a_file_has_one(url: str, file: Path | None):
    assert file_of(url) == file
