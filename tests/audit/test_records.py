"""`python app.py audit` in a real process: ids only, for people and for machines."""

import json
from datetime import timedelta
from pathlib import Path

from handlers.core.audit import audit, audit_command
from handlers.features import open_store
from models import Person
from tests.support.office import MORNING, Office
from tests.support.processes import heraut


async def kept(folder: Path) -> str:
    """A store with a few entries of two days. Returns its address."""
    url = f"sqlite:///{folder / 'heraut.db'}"
    store = open_store(url)
    office = await Office(store).open()
    content = await office.posts(title="Marmalade")
    office.now += timedelta(days=1)
    await office.does("boss", "stop", content)
    now = MORNING + timedelta(days=2)
    await store.run(lambda s: audit(s, s.get_one(Person, ("W", "boss")), "edited", "c1", now, "address", "title"))
    await store.run(lambda s: audit_command(s, "W", "keys_rotated", "", now + timedelta(hours=1)))
    store.close()
    return url


async def test_an_administrator_reads_the_trail_by_ids(tmp_path: Path):
    url = await kept(tmp_path)
    code, said = await heraut("audit", cwd=tmp_path, DATABASE_URL=url)
    lines = [line.split("\t") for line in said.splitlines()]
    assert code == 0 and [line[3] for line in lines] == ["published", "stopped", "edited", "keys_rotated"]
    assert lines[2] == ["2026-03-06T09:00:00Z", "W", "boss", "edited", "c1", "address,title"]
    assert lines[3][2:] == ["-", "keys_rotated", "-", "-"]
    assert "Marmalade" not in said


async def test_it_is_narrowed_by_day_and_workspace_and_read_by_machines(tmp_path: Path):
    url = await kept(tmp_path)
    asked = ("audit", "--workspace", "W", "--since", "2026-03-05", "--json")
    code, said = await heraut(*asked, cwd=tmp_path, DATABASE_URL=url)
    records = [json.loads(line) for line in said.splitlines()]
    assert code == 0 and [record["act"] for record in records] == ["stopped", "edited", "keys_rotated"]
    assert records[1]["details"] == ["address", "title"]


async def test_an_unknown_workspace_is_a_sentence(tmp_path: Path):
    code, said = await heraut("audit", "--workspace", "T1", cwd=tmp_path, DATABASE_URL=await kept(tmp_path))
    assert code == 1 and "There is no workspace “T1”. There are: W." in said
