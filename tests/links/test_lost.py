"""What is lost when a process ends, and what is stored about visitors."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession
from aiohttp.test_utils import unused_port
from sqlalchemy import func, select, update

from handlers.features import open_store
from handlers.links.redirects import PAUSE
from models import Click, Workspace
from models.store import Store
from tests.links.conftest import BASE, BROWSER, at, begins
from tests.support.office import Office
from tests.support.tree import ROOT


@pytest.fixture
async def token(office: Office) -> str:
    await office.store.run(lambda s: s.execute(update(Workspace).values(address=BASE)))
    await office.posts()
    _, token = await begins(office)
    return token


@asynccontextmanager
async def counting(database_url: str, port: int) -> AsyncIterator[Process]:
    words = ("-m", "tests.links.worker", database_url, str(port))
    process = await asyncio.create_subprocess_exec(sys.executable, *words, cwd=ROOT, stdout=PIPE, stderr=STDOUT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def clicks(port: int, token: str, visitors: range) -> None:
    """Follow the link from different addresses, once the process listens."""
    async with asyncio.timeout(60), ClientSession(f"http://127.0.0.1:{port}") as session:
        for number in visitors:
            while True:
                try:
                    headers = at(f"198.51.100.{number}")
                    async with session.get(f"/l/{token}", headers=headers, allow_redirects=False) as answer:
                        assert answer.status == 302
                        break
                except ClientConnectionError:
                    await asyncio.sleep(0.05)


async def stored(store: Store) -> int:
    return int(await store.run(lambda s: s.scalar(select(func.sum(Click.times)))) or 0)


async def reaches(store: Store, times: int) -> None:
    async with asyncio.timeout(60):
        while await stored(store) < times:  # noqa: ASYNC110 - another process writes
            await asyncio.sleep(0.01)


async def test_a_killed_process_loses_at_most_the_last_clicks(office: Office, database_url: str, token: str):
    port = unused_port()
    async with counting(database_url, port) as process:
        await clicks(port, token, range(20))
        await reaches(office.store, 20)
        await clicks(port, token, range(20, 30))
        process.send_signal(signal.SIGKILL)
        await process.communicate()
    assert 20 <= await stored(office.store) <= 30
    assert PAUSE <= 0.05  # and as much again to write them, as the docs promise
    async with counting(database_url, port):
        await clicks(port, token, range(30, 31))
        await reaches(office.store, 21)


async def test_a_process_asked_to_stop_loses_nothing(office: Office, database_url: str, token: str):
    port = unused_port()
    async with counting(database_url, port) as process:
        await clicks(port, token, range(30))
        process.send_signal(signal.SIGTERM)
        said, _ = await process.communicate()
    assert said == b"stopped\n" and await stored(office.store) == 30


async def test_no_address_and_no_user_agent_is_stored_anywhere(office: Office, sqlite_url: str, tmp_path: Path):
    store = open_store(sqlite_url)
    here = await Office(store).open()
    await store.run(lambda s: s.execute(update(Workspace).values(address=BASE)))
    await here.posts()
    _, token = await begins(here)
    port = unused_port()
    async with counting(sqlite_url, port) as process:
        await clicks(port, token, range(7, 9))
        await reaches(store, 2)
        await store.run(lambda s: s.connection().exec_driver_sql("DROP TABLE click"))
        await clicks(port, token, range(9, 10))  # this cannot be counted, which is logged
        process.send_signal(signal.SIGTERM)
        said, _ = await process.communicate()
    store.close()
    said += await asyncio.to_thread(_all_files, tmp_path)
    assert b"not counted" in said
    for secret in ("198.51.100.", BROWSER["User-Agent"], "Firefox"):
        assert secret.encode() not in said


def _all_files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
