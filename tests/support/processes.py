"""Run the command line as an administrator or a visitor does, in real processes."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile

import aiohttp

from tests.support.forks import ended, fork
from tests.support.tree import ROOT

APP = ROOT / "app.py"


async def heraut(*words: str, cwd: Path, **settings: str) -> tuple[int, str]:
    """Run a command in a fork. Returns its exit code and everything it printed."""
    with TemporaryFile() as nothing, TemporaryFile() as said:
        files = nothing.fileno(), said.fileno(), said.fileno()
        process = fork(str(APP), words, files=files, cwd=cwd, env=environment(settings))
        code = await ended(process)
        said.seek(0)
        return code, said.read().decode()


async def started(*words: str, cwd: Path, **settings: str) -> asyncio.subprocess.Process:
    """Start a command in a new Python, with nobody there to answer questions."""
    env = environment(settings)
    none, out, err = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
    return await asyncio.create_subprocess_exec(
        sys.executable, str(APP), *words, cwd=cwd, env=env, stdin=none, stdout=out, stderr=err
    )


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Our environment, without the settings of the person who runs the tests."""
    home = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DATABASE_"))}
    return {**home, "COLUMNS": "200", "TERM": "dumb", **settings}


@asynccontextmanager
async def running(*words: str, cwd: Path, port: int, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command once its health check passes. At the end it is asked to stop, and must do so by itself."""
    process = await started(*words, cwd=cwd, **settings)
    try:
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            while not await healthy(session, port):
                assert process.returncode is None, (await process.communicate())[0].decode()
                await asyncio.sleep(0.1)
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        output, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, output.decode()
    assert "Traceback" not in output.decode() and '"level": "error"' not in output.decode()


async def healthy(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/healthz") as response:
            return response.status == 200
    except aiohttp.ClientConnectionError:
        return False
