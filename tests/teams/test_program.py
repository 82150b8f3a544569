"""The program as an administrator starts it, with Teams: real processes."""

import asyncio
import json
from datetime import UTC, datetime
from zipfile import ZipFile

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.teams.check import MESSAGES
from handlers.features import open_store
from tests.stages.teams.connector import TeamsConnector
from tests.stages.teams.house import PUBLIC
from tests.stages.teams.login import APP, HEADER, PASSWORD, TENANT
from tests.stages.teams.stage import TeamsStage, http
from tests.support.processes import heraut, running
from tests.teams.conftest import ANNA

KNOWN = {"TEAMS_APP_ID": APP, "TEAMS_TENANT_ID": TENANT, "PUBLIC_URL": PUBLIC}
SECRET = {**KNOWN, "TEAMS_APP_PASSWORD": PASSWORD}


def here(double):
    """Settings with which Microsoft is on this machine."""
    microsoft = {"TEAMS_LOGIN_URL": double.login.url, "TEAMS_OPENID_URL": double.login.openid_url}
    return {**microsoft, "TEAMS_LOCAL": "true", "HOST": "127.0.0.1"}


@pytest.fixture
async def double():
    double = TeamsConnector(lambda: datetime.now(UTC))
    async with double.running():
        yield double
    assert double.violations == []


async def nothing() -> None:
    """Run it to its end."""


@pytest.mark.parametrize("known", [SECRET, {}], ids=["tenant", "without an account"])
async def test_run_is_live(tmp_path, double, known):
    port, double.login.asks = unused_port(), bool(known)
    async with (
        running("run", cwd=tmp_path, port=port, PORT=str(port), **known, **here(double)),
        aiohttp.ClientSession() as session,
    ):
        stage = TeamsStage(double, http(session, f"http://127.0.0.1:{port}{MESSAGES}", double), nothing)
        stage.person(ANNA, "Anna", "en-GB", "Europe/Amsterdam")
        await stage.command(ANNA, "join")
        async with asyncio.timeout(60):
            while not stage.form(ANNA):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)
        await stage.submit(ANNA)
        assert "Welcome, Anna!" in await stage.reads(ANNA)


MISSING = [
    ("TEAMS_APP_ID", "TEAMS_APP_ID"),
    ("TEAMS_TENANT_ID", "TEAMS_TENANT_ID"),
    ("TEAMS_APP_PASSWORD", "credential"),
]


@pytest.mark.parametrize("missing", ["TEAMS_APP_ID", "TEAMS_TENANT_ID", "TEAMS_APP_PASSWORD"])
async def test_run_refuses_to_start_without_app_id_tenant_or_credential(tmp_path, missing):
    given = {name: value for name, value in SECRET.items() if name != missing}
    code, text = await heraut("run", cwd=tmp_path, **given)
    assert code == 1 and missing in text and "Traceback" not in text and PASSWORD not in text


async def test_run_refuses_a_local_client_where_others_could_reach_it(tmp_path):
    code, text = await heraut("run", cwd=tmp_path, TEAMS_LOCAL="true", HOST="0.0.0.0")
    assert code == 1 and "loopback" in text and "Traceback" not in text


async def test_the_doctor_finds_a_wrong_secret_and_prints_none(tmp_path, double):
    code, text = await heraut("doctor", cwd=tmp_path, **{**SECRET, "TEAMS_APP_PASSWORD": "hunter2"}, **here(double))
    assert code == 1 and "invalid_client" in text and "Certificates & secrets" in text and "hunter2" not in text


async def test_the_doctor_accepts_a_managed_identity(tmp_path, double):
    open_store(f"sqlite:///{tmp_path / 'heraut.db'}").close()
    azure = {"IDENTITY_ENDPOINT": f"{double.login.url}/identity", "IDENTITY_HEADER": HEADER}
    code, text = await heraut("doctor", cwd=tmp_path, TEAMS_MANAGED_IDENTITY="true", **KNOWN, **azure, **here(double))
    assert code == 0 and "a token for its managed identity" in text and HEADER not in text


async def test_the_package_is_written_in_both_languages(tmp_path):
    code, text = await heraut("teams", "package", "heraut.zip", cwd=tmp_path, **SECRET, TEAMS_MANAGERS="a, b")
    assert code == 0 and "Written" in text
    with ZipFile(tmp_path / "heraut.zip") as package:
        assert {"manifest.json", "nl.json", "color.png", "outline.png"} == set(package.namelist())
        assert json.loads(package.read("manifest.json"))["bots"][0]["botId"] == APP
