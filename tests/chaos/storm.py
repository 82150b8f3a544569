"""A storm: a platform, workers and a store, each in its own processes, which all end with it."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession
from pydantic import BaseModel
from sqlalchemy import create_engine, func, select

from handlers.features import open_store
from models import Message
from models.message import OPEN, WAITING
from models.store import Store
from tests.chaos.crowd import Crowd, gather
from tests.chaos.fates import Mode
from tests.chaos.platform import Taken
from tests.chaos.verdict import Row, Verdict, judge, rows
from tests.chaos.worker import Work
from tests.support.forks import fork
from tests.support.tree import ROOT

WEDNESDAY = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)  # when all storms begin: at an hour when people may be nudged
POLL = 0.02
PATIENCE = 90.0  # seconds without progress before a storm is given up
ENDING = 10.0


class Seen(BaseModel):
    """What the platform reports about itself."""

    record: list[Taken]
    violations: list[str]
    early: list[float]
    drawn: dict[str, int]
    calls: dict[str, int]


class Storm:
    def __init__(self, url: str, crowd: Crowd, ask: Work, store: Store, http: ClientSession, zygote: "Process") -> None:
        self.url = url
        self.crowd = crowd
        self.work = ask
        self.store = store
        self.random = random.Random(4)
        self._engine = create_engine(url)
        self._http = http
        self._zygote = zygote

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.work.ahead)

    # ── Workers ───────────────────────────────────────────────────────────────────────────────────

    def start(self, **changed: object) -> int:
        """Start a worker. Returns its process id."""
        return int(self._zygote.ask(self.work.model_copy(update=changed).model_dump_json()))

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)

    async def stop_for(self, worker: int, seconds: float) -> None:
        """Stop a worker for a while, like a machine that is starved, suspended or moved."""
        os.kill(worker, signal.SIGSTOP)
        await asyncio.sleep(seconds)
        os.kill(worker, signal.SIGCONT)

    # ── The platform ──────────────────────────────────────────────────────────────────────────────

    async def mode(self, **mode: object) -> None:
        body = Mode.model_validate(mode).model_dump_json()
        async with self._http.post(f"http://127.0.0.1:{self.work.port}/mode", data=body) as response:
            response.raise_for_status()

    async def count(self) -> int:
        return int(await self._ask("count"))

    async def seen(self) -> Seen:
        return Seen.model_validate_json(await self._ask("record"))

    async def _ask(self, what: str) -> str:
        async with self._http.get(f"http://127.0.0.1:{self.work.port}/{what}") as response:
            response.raise_for_status()
            return await response.text()

    # ── Waiting ───────────────────────────────────────────────────────────────────────────────────

    async def taken(self, more: int, patience: float = 8.0) -> int:
        """Wait until the platform took `more` messages, or no longer does. Returns how many it took in all."""
        clock = asyncio.get_running_loop().time
        last, end = clock() + patience, min(await self.count() + more, self.crowd.people)
        while (count := await self.count()) < end and clock() < last:  # noqa: ASYNC110 - another process
            await asyncio.sleep(POLL)
        return count

    def left(self) -> int:
        """How many messages are not finished."""
        asked = select(func.count()).select_from(Message).where(Message.state.in_((*WAITING, *OPEN)))
        with self._engine.connect() as connection:
            return int(connection.execute(asked).scalar_one())

    async def over(self, patience: float = PATIENCE) -> None:
        """Wait until no message is left, or until nothing has changed for `patience`."""
        clock = asyncio.get_running_loop().time
        before, since = (-1, -1), clock()
        while (state := (self.left(), await self.count()))[0] and clock() - since < patience:
            since = clock() if state != before else since
            before = state
            await asyncio.sleep(POLL * 5)

    async def verdict(self, silent: Mapping[str, float] | None = None) -> Verdict:
        seen = await self.seen()
        assert seen.violations == []
        return judge(self.rows(), seen.record, silent or {})

    def rows(self) -> list[Row]:
        """The outbox as it is now."""
        return rows(self.url)

    def close(self) -> None:
        self._engine.dispose()


class Process:
    """One of our modules in a process that ends with its standard input. Its log is kept."""

    def __init__(self, log: Path, module: str, *arguments: str) -> None:
        asked, say = os.pipe()
        said, answer = os.pipe()
        self._say, self._answers = os.fdopen(say, "w"), os.fdopen(said)
        with log.open("w") as kept:
            self._process = fork(module, arguments, files=(asked, answer, kept.fileno()), cwd=ROOT)
        os.close(asked)
        os.close(answer)

    def ask(self, line: str = "") -> str:
        """Its answer to a line; without a line, the first thing it prints."""
        if line:
            self._say.write(line + "\n")
            self._say.flush()
        return self._answers.readline().strip()

    def end(self) -> None:
        self._say.close()
        self._process.join(ENDING)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()
        self._answers.close()


@asynccontextmanager
async def storm(url: str, crowd: Crowd, folder: Path, **ask: object) -> AsyncIterator[Storm]:
    """A crowd waiting for messages, and a platform, but no worker yet. Logs go to `folder`."""
    ahead = (WEDNESDAY - datetime.now(UTC)).total_seconds()
    async with AsyncExitStack() as stack:
        platform = Process(folder / "platform.log", "tests.chaos.platform", str(ahead))
        stack.callback(platform.end)
        zygote = Process(folder / "workers.log", "tests.chaos.worker")
        stack.callback(zygote.end)
        store = open_store(url)
        stack.callback(store.close)
        http = await stack.enter_async_context(ClientSession())
        port = int(platform.ask())
        crowd = crowd.model_copy(update={"service": f"http://127.0.0.1:{port}/teams/"})
        work = Work.model_validate({"url": url, "port": port, "ahead": ahead, "platform": crowd.platform, **ask})
        made = Storm(url, crowd, work, store, http, zygote)
        stack.callback(made.close)
        await gather(store, crowd, made.now())
        yield made
