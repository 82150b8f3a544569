"""`python app.py people`: a person's file, forgetting them, and the inventory, by ids only."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from handlers.features import open_store
from models import AuditEntry, Person
from tests.privacy.scene import WHO, filled, in_files, traces
from tests.support.office import Office
from tests.support.processes import heraut

Said = tuple[int, str]


@pytest.fixture
async def settings(database_url: str) -> Mapping[str, str]:
    with closing(open_store(database_url)) as store:
        await filled(await Office(store).open())
    return {"DATABASE_URL": database_url}


async def people(*words: str, cwd: Path, settings: Mapping[str, str]) -> Said:
    return await heraut("people", *words, cwd=cwd, **settings)


async def test_a_file_is_written_for_one_account_and_never_over_another(tmp_path: Path, settings: Mapping[str, str]):
    code, said = await people("export", WHO, "--to", "their.zip", cwd=tmp_path, settings=settings)
    assert code == 0 and "their.zip" in said and "Zq7W9X" not in said
    assert (tmp_path / "their.zip").stat().st_mode & 0o077 == 0
    with ZipFile(tmp_path / "their.zip") as zipped:
        assert f"In my words, {WHO}" in zipped.read("my-data.json").decode()
    code, said = await people("export", WHO, "--to", "their.zip", cwd=tmp_path, settings=settings)
    assert code == 1 and "cannot be written" in said


async def test_somebody_is_forgotten_once_it_is_confirmed(tmp_path: Path, settings: Mapping[str, str]):
    code, said = await people("forget", WHO, cwd=tmp_path, settings=settings)
    assert code == 1 and "Add --yes" in said and "Zq7W9X" not in said
    code, said = await people("forget", WHO, "--yes", cwd=tmp_path, settings=settings)
    assert code == 0 and f"{WHO} is forgotten." in said
    with closing(open_store(settings["DATABASE_URL"])) as store:
        assert await store.run(traces) == []
        acts = await store.run(lambda s: s.execute(select(AuditEntry.act, AuditEntry.about)).all())
        if store.engine.dialect.name == "sqlite":
            assert in_files(store) == 0
    assert ("forgot_person", "") in {tuple(row) for row in acts}
    code, said = await people("forget", WHO, "--yes", cwd=tmp_path, settings=settings)
    assert code == 1 and said.strip() == f"Heraut keeps nothing about {WHO}."


async def test_a_person_in_two_workspaces_is_asked_about(tmp_path: Path, settings: Mapping[str, str]):
    with closing(open_store(settings["DATABASE_URL"])) as store:
        other = await Office(store, "V").open()
        await other.joins("bob")
    code, said = await people("forget", "bob", "--yes", cwd=tmp_path, settings=settings)
    assert code == 1 and "--workspace" in said
    code, _ = await people("forget", "bob", "--workspace", "V", "--yes", cwd=tmp_path, settings=settings)
    with closing(open_store(settings["DATABASE_URL"])) as store:
        rows = select(Person.workspace).where(Person.person == "bob")
        assert (code, await store.run(lambda s: s.scalars(rows).all())) == (0, ["W"])


async def test_the_inventory_names_tables_and_columns(tmp_path: Path, settings: Mapping[str, str]):
    code, said = await people("inventory", cwd=tmp_path, settings=settings)
    assert code == 0 and "ledger_entry" in said and "Zq7W9X" not in said
