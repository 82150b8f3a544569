"""One Heraut in several processes: some listen, some send, and they share one store."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.workspaces import known_workspace
from handlers.features import open_store
from handlers.outbox.kinds import INVITATION
from handlers.outbox.queue import tell
from models import Message, Person
from models.store import Store
from tests.stages.slack.double import APP_TOKEN, BOT_TOKEN, SlackDouble
from tests.stages.slack.someone import TEAM
from tests.stages.slack.stage import SlackStage, http
from tests.stages.slack.wire import SECRET
from tests.support.processes import heraut, running

HTTP = {"SLACK_SIGNING_SECRET": SECRET, "PUBLIC_URL": "https://heraut.example"}
SOCKET = {"SLACK_APP_TOKEN": APP_TOKEN}


@pytest.mark.parametrize("role", ["web", "worker"])
async def test_an_sqlite_file_is_for_one_process_and_the_error_says_so(tmp_path: Path, role: str):
    code, said = await heraut("run", "--role", role, cwd=tmp_path, SLACK_BOT_TOKEN=BOT_TOKEN, **HTTP)
    assert code == 1 and f"--role {role}" in said and "DATABASE_URL=postgresql" in said
    assert not (tmp_path / "heraut.db").exists()


async def test_an_unknown_role_is_refused_with_the_known_ones(tmp_path: Path):
    code, said = await heraut("run", "--role", "boss", cwd=tmp_path)
    assert code == 2 and all(role in said for role in ("all", "web", "worker"))


async def test_one_process_listens_and_another_sends(tmp_path: Path, postgres_url: str):
    double, store = SlackDouble(lambda: datetime.now(UTC)), open_store(postgres_url)
    ports = [unused_port(), unused_port()]
    await store.run(_invited)
    async with double.running(), aiohttp.ClientSession() as session:
        common = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": double.api_url, "HOST": "127.0.0.1"}
        common |= {"DATABASE_URL": postgres_url}
        web, worker = ({**common, "PORT": str(port)} for port in ports)
        async with running("run", "--role", "web", cwd=tmp_path, port=ports[0], **web, **HTTP):
            stage = SlackStage(double, http(session, f"http://127.0.0.1:{ports[0]}/slack/events", double), nothing)
            stage.person("U1", "Anna")
            stage.person("U2", "Bob")
            await stage.command("U1", "join")
            await _until(lambda: stage.form("U1") is not None)
            await stage.submit("U1")
            assert await _invitation(store) == "queued"
            async with running("run", "--role", "worker", cwd=tmp_path, port=ports[1], **worker, **SOCKET):
                await _until(lambda: len(double.said("chat.postMessage")) > 0)
                assert "Anna invites you" in await stage.reads("U2")
                for path in ("slack/events", "static/heraut.css"):
                    async with session.get(f"http://127.0.0.1:{ports[1]}/{path}") as response:
                        assert response.status == 404
                assert not double.socket.connected.is_set()
        assert await _invitation(store) == "sent"
    store.close()
    assert double.violations == []


def _invited(session: Session) -> None:
    """Anna invites Bob, who is there at any hour."""
    now = datetime.now(UTC)
    known_workspace(session, TEAM, "slack", "", now)
    bob = Person(workspace=TEAM, person="U2", met_at=now, hours_from=0, hours_to=1440, days=127)
    session.add_all([bob, Person(workspace=TEAM, person="U1", name="Anna", met_at=now)])
    session.flush()
    tell(session, bob, INVITATION.key("U2"), "U1", now)


async def _invitation(store: Store) -> str:
    """The state of the invitation."""
    state = select(Message.state).where(Message.kind == "invitation")
    return await store.run(lambda session: session.scalars(state).one())


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - the other side is another process
            await asyncio.sleep(0.05)


async def nothing() -> None:
    """A round that does nothing: the test runs the ones it needs by name."""
