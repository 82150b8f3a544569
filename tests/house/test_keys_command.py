"""`python app.py keys` in real processes."""

import stat
from contextlib import closing
from pathlib import Path

from handlers.core.workspaces import known_workspace
from handlers.encryption.key_file import read_keys
from handlers.encryption.keys import Keys, new_key
from handlers.encryption.signatures import secret_of
from handlers.features import open_store
from tests.support.office import MORNING
from tests.support.processes import heraut


async def fill(folder: Path, *keys: str) -> str:
    """A store with one secret. Returns it."""

    def work(session):
        known_workspace(session, "W", "web", "Owls", MORNING)
        return secret_of(session, "W")

    with closing(open_store(f"sqlite:///{folder / 'heraut.db'}", keys=Keys(lambda: keys))) as store:
        return await store.run(work)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_rotating_replaces_the_key_in_the_file(tmp_path: Path):
    file = tmp_path / "heraut.db.keys"
    file.write_text(f"{new_key()}\n")
    before = read_keys(file)
    secret = await fill(tmp_path, *before)
    code, said = await heraut("keys", "rotate", cwd=tmp_path)
    assert code == 0 and "Encrypted with the new key: 1 secret." in said
    after = read_keys(file)
    assert len(after) == 1 and after != before and modes(tmp_path)[file.name] == 0o600
    assert await fill(tmp_path, *after) == secret


async def test_rotating_keys_in_the_settings_takes_two(tmp_path: Path):
    old, new = new_key(), new_key()
    await fill(tmp_path, old)
    code, said = await heraut("keys", "rotate", cwd=tmp_path, HERAUT_KEYS=old)
    assert code == 1 and "Put a new key first" in said and old not in said
    code, said = await heraut("keys", "rotate", cwd=tmp_path, HERAUT_KEYS=f"{new},{old}")
    assert code == 0 and "remove the other keys" in said
    assert await fill(tmp_path, new)


async def test_a_lost_key_is_named_by_the_doctor_and_can_be_replaced(tmp_path: Path):
    lost, other = new_key(), new_key()
    secret = await fill(tmp_path, lost)
    code, said = await heraut("doctor", cwd=tmp_path, HERAUT_KEYS=other)
    assert code == 1 and "encrypted with a key that is not in HERAUT_KEYS: 1." in said
    code, said = await heraut("keys", "renew", "--yes", cwd=tmp_path, HERAUT_KEYS=other)
    assert code == 0 and "New ones are made when needed: 1 secret." in said
    assert await fill(tmp_path, other) != secret


async def test_what_is_not_a_key_is_refused_without_being_printed(tmp_path: Path):
    code, said = await heraut("outbox", cwd=tmp_path, HERAUT_KEYS="hunter2")
    assert code == 1 and "HERAUT_KEYS" in said and "hunter2" not in said and "Traceback" not in said
