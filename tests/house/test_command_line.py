"""The command line in real processes, as an administrator or a visitor uses it."""

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from sqlalchemy import URL, inspect

from app import COMMANDS
from handlers.features import open_store
from models.engine import open_engine
from tests.stages.slack.double import APP_TOKEN, BOT_TOKEN, SlackDouble
from tests.stages.slack.stage import Post, SlackStage, http
from tests.stages.slack.wire import SECRET
from tests.support import postgres
from tests.support.processes import heraut, running


@pytest.mark.parametrize(
    "words",
    [
        *(["run"], ["playground"], ["doctor"], ["recompute"], ["slack", "manifest"], ["teams", "package"], ["outbox"]),
        ["simulate"],
        *(["people", command] for command in ("export", "forget", "inventory", "retention")),
        *(["audit"], ["feeds", "read"], ["guide", "check"], ["import", "content"], ["courses", "check"]),
        *(["keys", command] for command in ("new", "rotate", "renew")),
        *(["outbox", command] for command in ("list", "explain", "retry", "cancel", "resume")),
    ],
    ids=" ".join,
)
async def test_every_command_has_help_with_an_example(tmp_path: Path, words: list[str]):
    code, said = await heraut(*words, "--help", cwd=tmp_path)
    assert code == 0 and f"python app.py {' '.join(words)}" in said


async def test_the_manifest_is_printed_for_an_address_and_for_socket_mode(tmp_path: Path):
    _, said = await heraut("slack", "manifest", "https://heraut.example", cwd=tmp_path)
    assert json.loads(said)["settings"]["interactivity"]["request_url"] == "https://heraut.example/slack/events"
    _, said = await heraut("slack", "manifest", "--look-back", "--quiet", cwd=tmp_path)
    assert json.loads(said)["settings"]["socket_mode_enabled"] is True
    assert {"im:history", "dnd:read"} < {*json.loads(said)["oauth_config"]["scopes"]["bot"]}


async def test_without_settings_it_says_which_are_missing(tmp_path: Path):
    code, said = await heraut("run", cwd=tmp_path)
    assert code == 1 and "SLACK_BOT_TOKEN" in said and "Traceback" not in said


async def test_the_doctor_says_what_is_wrong_and_how_to_fix_it(tmp_path: Path):
    code, said = await heraut("doctor", cwd=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder.db")
    assert code == 1 and "The store cannot be opened" in said and "DATABASE_URL" in said and "Traceback" not in said


async def test_a_fresh_store_needs_no_recomputing(tmp_path: Path):
    open_store(f"sqlite:///{tmp_path / 'heraut.db'}").close()
    code, said = await heraut("recompute", "--check", cwd=tmp_path)
    assert code == 0 and "Nothing differs." in said


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("words", [["doctor"], ["recompute"], ["recompute", "--check"], ["outbox"]], ids=" ".join)
async def test_a_command_for_a_store_that_is_not_there_says_so_and_creates_none(tmp_path: Path, words: list[str]):
    code, said = await heraut(*words, cwd=tmp_path, DATABASE_URL="sqlite:///heraud.db")
    assert code == 1 and "There is no store at heraud.db." in said and "Traceback" not in said
    assert names_in(tmp_path) == []


async def test_a_command_for_an_empty_database_creates_no_tables(postgres_server: URL, tmp_path: Path):
    with postgres.database(postgres_server) as empty:
        url = empty.render_as_string(hide_password=False)
        for command in ("doctor", "outbox"):
            code, said = await heraut(command, cwd=tmp_path, DATABASE_URL=url)
            assert code == 1 and "There is no store in this database." in said and "Traceback" not in said
        engine = open_engine(url)
        with engine.connect() as connection:
            assert inspect(connection).get_table_names() == []
        engine.dispose()


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_run_is_live_in_a_workspace(tmp_path: Path, mode: str):
    double, port = SlackDouble(lambda: datetime.now(UTC)), unused_port()
    ways = {
        "http": {"SLACK_SIGNING_SECRET": SECRET, "PUBLIC_URL": "https://heraut.example"},
        "socket": {"SLACK_APP_TOKEN": APP_TOKEN},
    }
    async with double.running(), aiohttp.ClientSession() as session:
        settings = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": double.api_url, "HOST": "127.0.0.1"}
        async with running("run", cwd=tmp_path, port=port, PORT=str(port), **settings, **ways[mode]):
            post: Post = http(session, f"http://127.0.0.1:{port}/slack/events", double)
            if mode == "socket":
                await asyncio.wait_for(double.socket.connected.wait(), 60)
                post = double.socket.send
            stage = SlackStage(double, post, lambda: asyncio.sleep(0.3))
            stage.person("U1", "Anna", "en-GB", "Europe/Amsterdam")
            await stage.command("U1", "join")
            await stage.submit("U1")
            assert "Welcome, Anna!" in await stage.reads("U1")
    assert double.violations == []
    assert (tmp_path / "heraut.db").exists()


async def test_the_playground_opens_on_a_company_with_a_past_and_on_loopback_only(tmp_path: Path):
    port = unused_port()
    async with (
        running("playground", "--port", str(port), cwd=tmp_path, port=port),
        aiohttp.ClientSession() as session,
    ):
        assert "Together: " in await _page(session, port)
        assert "Good neighbours" in await _page(session, port, "as=james&in=chat")  # the campaign that he began
        assert "answer questions about the guide" in await _page(session, port, "as=marit&in=chat")
        async with session.get(f"http://127.0.0.1:{port}/", headers={"Host": "evil.example"}) as response:
            assert response.status == 403
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - a blocking look, at the very end


async def _page(session: aiohttp.ClientSession, port: int, where: str = "as=sam&in=general") -> str:
    async with session.get(f"http://127.0.0.1:{port}/?{where}") as response:
        return await response.text()


@pytest.mark.parametrize("name", [*COMMANDS])
async def test_the_list_of_commands_says_of_each_what_it_says_itself(tmp_path: Path, name: str):
    _, listed = await heraut("--help", cwd=tmp_path)
    _, said = await heraut(name, "--help", cwd=tmp_path)
    told = COMMANDS[name].help.replace("[bold]", "").replace("[/]", "")
    assert told in listed and told in said
