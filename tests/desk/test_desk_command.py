"""`python app.py outbox`, as an administrator types it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.core.workspaces import known_workspace
from handlers.features import open_store
from models import Lane, Message, Person
from tests.support.processes import heraut

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
async def cwd(tmp_path: Path) -> Path:
    """A folder where `heraut.db` has three messages: one that failed, and two that may have arrived."""

    def work(session) -> None:
        known_workspace(session, "T1", "slack", "The Office", NOW)
        session.add(Person(workspace="T1", person="U1", name="Anna Smith", met_at=NOW))
        session.flush()
        for name, state in {"first": "failed", "ten": "unknown", "streak": "unknown"}.items():
            about = {"kind": "badge", "rank": 2, "subject": name, "address": "U1", "person": "U1"}
            key, times = f"badge:U1:{name}", {"due_at": NOW, "created_at": NOW}
            session.add(Message(workspace="T1", key=key, state=state, reason="msg_too_long", **about, **times))
        session.get_one(Lane, "T1").suspended = "token_revoked"

    store = open_store(f"sqlite:///{tmp_path / 'heraut.db'}")
    await store.run(work)
    store.close()
    return tmp_path


async def said(cwd: Path, *words: str, code: int = 0) -> str:
    ended, output = await heraut("outbox", *words, cwd=cwd)
    assert ended == code and "Traceback" not in output, output
    assert "Anna" not in output
    return output


async def test_what_is_wrong_is_found_and_fixed(cwd: Path):
    overview = await said(cwd)
    assert "2 unknown · 1 failed" in overview and "Nothing waits." in overview
    assert "outbox resume T1" in overview and "outbox list --state failed" in overview
    assert "badge:U1:first" in await said(cwd, "list", "--state", "failed")
    explained = await said(cwd, "explain", "badge:U1:first")
    assert "the platform said msg_too_long" in explained and "outbox retry badge:U1:first" in explained
    assert "token_revoked" in await said(cwd, "resume", "T1")
    assert "1 message queued again" in await said(cwd, "retry", "badge:U1:first")
    assert "1 message taken back" in await said(cwd, "cancel", "badge:U1:first")


async def test_retrying_asks_first_where_somebody_may_read_it_twice(cwd: Path):
    refused = await said(cwd, "retry", "--state", "unknown", code=1)
    assert "2 messages" in refused and "2 of them perhaps arrived" in refused and "--yes" in refused
    assert json.loads(await said(cwd, "list", "--json"))["counts"] == {"failed": 1, "unknown": 2}
    assert "2 messages queued again" in await said(cwd, "retry", "--state", "unknown", "--yes")
    assert json.loads(await said(cwd, "explain", "badge:U1:ten", "--json"))["item"]["state"] == "queued"


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (["explain", "badge:U9:first"], "python app.py outbox"),
        (["list", "--state", "lost"], "queued, deferred"),
        (["retry"], "either their keys, or --state"),
        (["cancel", "badge:U1:first"], "Can be cancelled: what is deferred, queued"),
        (["resume", "T9"], "There are: T1"),
    ],
    ids=str,
)
async def test_a_refusal_says_what_can_be_done(cwd: Path, words: list[str], instead: str):
    assert instead in await said(cwd, *words, code=1)


async def test_a_missing_store_leads_to_the_doctor(tmp_path: Path):
    code, output = await heraut("outbox", cwd=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder.db")
    assert code == 1 and "python app.py doctor" in output and "Traceback" not in output
