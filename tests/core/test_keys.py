"""Secrets in the store are encrypted, with keys that can be rotated while Heraut runs, or replaced if lost."""

import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, update

from handlers.core.workspaces import known_workspace
from handlers.encryption import sealed
from handlers.encryption.key_file import file_beside, keys_from, read_keys, write_keys
from handlers.encryption.keys import MARK, Keys, NotAKey, Unreadable, new_key
from handlers.encryption.signatures import secret_of
from handlers.features import open_store
from handlers.links.clicks import _key as key_of_day
from models import DayKey, Workspace
from models.store import Store
from tests.support.office import MORNING


async def begin(store: Store) -> tuple[str, str]:
    """A workspace with both kinds of secrets. Returns them."""

    def work(session):
        known_workspace(session, "W", "web", "Owls", MORNING)
        return secret_of(session, "W"), key_of_day(session, "W", "2026-03-04").hex()

    return await store.run(work)


async def read(store: Store) -> tuple[str, str]:
    """Both secrets, read back."""
    return await store.run(lambda session: (secret_of(session, "W"), key_of_day(session, "W", "2026-03-04").hex()))


async def stored(store: Store) -> list[str]:
    """Both secrets as they are stored."""
    return await store.run(lambda s: [*s.scalars(select(Workspace.secret)), *s.scalars(select(DayKey.key))])


async def test_secrets_are_stored_encrypted_and_read_back(database_url: str):
    key = new_key()
    with closing(open_store(database_url, keys=Keys(lambda: [key]))) as store:
        secrets = await begin(store)
        assert all(one.startswith(MARK) for one in await stored(store))
        assert await read(store) == secrets and {len(one) for one in secrets} == {64}


async def test_secrets_that_are_in_clear_are_encrypted_at_the_start(database_url: str):
    with closing(open_store(database_url)) as store:
        secrets = await begin(store)
        assert await stored(store) == [*secrets]
    key = new_key()
    with closing(open_store(database_url, keys=Keys(lambda: [key]))) as store:
        assert await store.run(sealed.in_clear) == 2
        assert await store.run(sealed.protect) == 2
        assert await store.run(sealed.protect) == 0
        assert await read(store) == secrets and await store.run(sealed.in_clear) == 0


async def test_keys_are_rotated_while_heraut_runs(database_url: str, tmp_path: Path):
    file = tmp_path / "keys"
    keys = keys_from("", file, create=True)
    with closing(open_store(database_url, keys=keys)) as running:
        secrets = await begin(running)
        [old] = read_keys(file)
        write_keys(file, [new_key(), old])
        with closing(open_store(database_url, keys=keys_from("", file, create=False))) as command:
            assert await command.run(lambda session: sealed.rotate(session, MORNING)) == 2
        write_keys(file, read_keys(file)[:1])
        assert old not in read_keys(file)
        assert await read(running) == secrets
        await running.run(lambda session: session.execute(update(Workspace).values(secret="")))
        assert await running.run(lambda session: secret_of(session, "W"))
    with closing(open_store(database_url, keys=keys_from("", file, create=False))) as later:
        await later.run(sealed.protect)
    with closing(open_store(database_url, keys=Keys(lambda: [old]))) as gone, pytest.raises(Unreadable):
        await gone.run(sealed.protect)


async def test_secrets_whose_key_is_lost_are_replaced(database_url: str):
    before, after = new_key(), new_key()
    with closing(open_store(database_url, keys=Keys(lambda: [before]))) as store:
        secrets = await begin(store)
    with closing(open_store(database_url, keys=Keys(lambda: [after]))) as store:
        with pytest.raises(Unreadable, match="keys renew"):
            await store.run(sealed.protect)
        assert await store.run(sealed.unreadable) == 2
        assert await store.run(sealed.renew) == 2
        await store.run(sealed.protect)
        assert await read(store) != secrets


def test_the_file_of_keys_is_private_and_kept(tmp_path: Path):
    file = tmp_path / "heraut.db.keys"
    assert file_beside(f"sqlite:///{tmp_path / 'heraut.db'}") == file
    keys_from("", file, create=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = read_keys(file)
    assert len(kept) == 1
    file.chmod(0o644)
    keys_from("", file, create=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and read_keys(file) == kept


def test_keys_in_the_settings_go_before_the_file(tmp_path: Path):
    one, other = new_key(), new_key()
    assert (
        Keys(lambda: [other]).decrypt(keys_from(f"{other}, {one}", tmp_path / "keys", create=True).encrypt("a")) == "a"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_not_a_key_is_refused_without_being_repeated(tmp_path: Path):
    with pytest.raises(NotAKey) as told:
        keys_from("hunter2", tmp_path / "keys", create=False)
    assert "hunter2" not in str(told.value) and "keys new" in str(told.value)


def test_a_file_that_is_gone_while_heraut_runs_does_not_put_secrets_in_clear(tmp_path: Path):
    keys = keys_from("", tmp_path / "keys", create=True)
    (tmp_path / "keys").unlink()
    assert keys.encrypt("secret").startswith(MARK)
