"""A start imports only what a server needs: the names that Python itself tells (`-X importtime`) of real processes."""

import asyncio
import re
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.teams.check import MESSAGES
from handlers.features import open_store
from tests.stages.slack import stage as slack
from tests.stages.slack.double import BOT_TOKEN, SlackDouble
from tests.stages.slack.wire import SECRET
from tests.stages.teams import stage as teams
from tests.stages.teams.connector import TeamsConnector
from tests.support.processes import APP, environment, healthy
from tests.support.tree import ROOT

ALWAYS = {"uvloop"}  # late for another reason: it is not made for Windows
NAMED = re.compile(r"^import time:[\d |]+\|\s+([\w.]+)$", re.MULTILINE)
FIRST_USE = """
import threading
from {module} import {name}
go, failed = threading.Barrier(8), []
def use():
    go.wait()
    try:
        {call}
    except BaseException as problem:
        failed.append(problem)
threads = [threading.Thread(target=use) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert not failed, failed
"""


def late() -> set[str]:
    """The modules that are imported inside functions, as ruff is told."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {*told["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]}


def among(told: Path, modules: set[str]) -> set[str]:
    """Those of the modules that a process imported."""
    return modules & {*NAMED.findall(told.read_text())}


@asynccontextmanager
async def live(folder: Path, port: int, told: Path, settings: dict[str, str]) -> AsyncIterator[None]:
    """Heraut on a store whose tables are up to date. At the end `told` has the names of all that it imported."""
    open_store(f"sqlite:///{folder / 'heraut.db'}").close()
    env = environment({**settings, "HOST": "127.0.0.1", "PORT": str(port)})
    with told.open("wb") as out:
        command = (sys.executable, "-X", "importtime", str(APP), "run")
        process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=env, stdout=out, stderr=out)
        try:
            async with asyncio.timeout(60), aiohttp.ClientSession() as session:
                while not await healthy(session, port):
                    assert process.returncode is None
                    await asyncio.sleep(0.05)
            yield
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def test_slack_alone_starts_and_answers_without_what_only_others_need(tmp_path: Path):
    double, port, told = SlackDouble(lambda: datetime.now(UTC)), unused_port(), tmp_path / "told"
    settings = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET, "PUBLIC_URL": "https://heraut.example"}
    async with double.running(), aiohttp.ClientSession() as session:
        settings["SLACK_API_URL"] = double.api_url
        async with live(tmp_path, port, told, settings):
            post = slack.http(session, f"http://127.0.0.1:{port}/slack/events", double)
            stage = slack.SlackStage(double, post, lambda: asyncio.sleep(0.3))
            stage.person("U1", "Anna", "en-GB", "Europe/Amsterdam")
            await stage.command("U1", "help")
            assert "/heraut" in await stage.reads("U1")
    assert among(told, late()) == {"bot.slack.connect", *ALWAYS}
    assert (
        among(told, {"rich", "bot.terminal.outbox", "bot.web.playground", "matplotlib", "numpy", "botbuilder"}) == set()
    )


async def test_teams_alone_starts_and_answers_without_bolt(tmp_path: Path):
    double, port, told = TeamsConnector(lambda: datetime.now(UTC)), unused_port(), tmp_path / "told"
    settings = {"TEAMS_LOCAL": "true"}
    async with double.running(), aiohttp.ClientSession() as session:
        double.login.asks = False
        async with live(tmp_path, port, told, settings):
            post = teams.http(session, f"http://127.0.0.1:{port}{MESSAGES}", double)
            stage = teams.TeamsStage(double, post, lambda: asyncio.sleep(0.3))
            stage.person("29:anna", "Anna", "en-GB", "Europe/Amsterdam")
            await stage.command("29:anna", "help")
            assert "What you can do" in await stage.reads("29:anna")
    assert among(told, late()) == {"bot.teams.connect", *ALWAYS}
    assert among(told, {"slack_bolt", "slack_sdk", "rich"}) == set()


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"]], ids=" ".join)
async def test_what_needs_no_store_starts_without_one(tmp_path: Path, words: list[str]):
    command = (sys.executable, "-X", "importtime", str(APP), *words)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=environment({}), stdout=pipe, stderr=pipe
    )
    _, told = await process.communicate()
    (tmp_path / "told").write_bytes(told)
    assert among(tmp_path / "told", {"aiohttp", "handlers.features", "models", "sqlalchemy"}) == set()


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        ("handlers.dates.reader", "parse_day", "assert parse_day('kerst', __import__('datetime').date(2026, 12, 1))"),
        ("handlers.calendar.workdays", "public", "assert public('NL', 2026)"),
        ("handlers.advocates.countries", "read_country", "assert read_country('Nederland') == 'NL'"),
        ("handlers.core.language", "Words", "assert Words.of('nl').t('Results') != 'Results'"),
        ("handlers.links.qr", "png", "assert png('https://heraut.example/l/1')"),
        ("handlers.links.crawlers", "read_kept", "assert read_kept('')"),
        (
            "handlers.core.interaction",
            "Card",
            "assert Card(title='Hi', summary='Hi', parts=()).title",
        ),
    ],
    ids=lambda value: value if value.startswith("handlers") else "",
)
async def test_eight_threads_may_use_something_for_the_first_time_at_once(tmp_path: Path, module, name, call):
    code = FIRST_USE.format(module=module, name=name, call=call)
    process = await asyncio.create_subprocess_exec(sys.executable, "-W", "error", "-c", code, cwd=ROOT)
    assert await process.wait() == 0


async def test_garbage_is_collected_once_heraut_is_ready(tmp_path: Path):
    code = "import gc; gc.disable(); from bot.server import freeze; freeze(); assert gc.isenabled()"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
    assert await process.wait() == 0
