"""One run of one server: from its start to the rows that it left behind."""

import asyncio
import shutil
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import aiohttp

from bench.company import NUDGES, PEOPLE, PUBLIC, Presses
from bench.load import Load, press
from bench.running import ROOT, Server, free_port, running
from bench.slack import SECRET, TOKEN
from tests.stages.slack_reading import Json

ACK, ORM, GROUP, HERAUT = "ack", "orm", "group", "heraut"
FLIGHTS = (1, 16, 64)
FASTEST = 5000  # a second: more requests need not be prepared
SETTLING = 20.0  # seconds that replies may take to be said, once nobody presses any more


class Site(NamedTuple):
    """What all runs have in common."""

    folder: Path
    nudge: Json  # as its person sees it
    slack: str  # the address of the stand-in
    seconds: float


class At(NamedTuple):
    """A load, and what it took: milliseconds of computing for each press, and the replies not yet said at its end."""

    load: Load
    cost: float
    behind: int


class Run(NamedTuple):
    """One server's figures. `kept` and `said` are shares in the database and cards replaced in Slack, None if none."""

    start: float
    at: dict[int, At]
    memory: float
    answered: int
    kept: int | None
    said: int | None

    @property
    def wrong(self) -> str:
        """What was answered but not done, in words; empty when all is well."""
        failed = sum(at.load.failed for at in self.at.values())
        off = [f"{failed} presses failed"] if failed else []
        counts = (("rows", self.kept), ("replies", self.said))
        off += [f"{n} {what} for {self.answered} presses" for what, n in counts if n not in (None, self.answered)]
        return ", ".join(off)


async def measure(kind: str, site: Site) -> Run:
    """Start, warm up (everybody presses once, so that everybody is known), load, weigh, stop, count."""
    file, port = site.folder / f"{kind}.db", free_port()
    for old in site.folder.glob(f"{kind}.db*"):
        old.unlink()
    if kind == HERAUT:
        shutil.copy(site.folder / "company.db", file)
    before = await _said(site)
    presses = Presses(site.nudge, site.slack)
    with _server(kind, port, file, site) as server:
        [first] = presses.take(1)
        start = await asyncio.to_thread(server.first_answer, first)
        warm = await press(port, presses.take(PEOPLE), 16)
        answered = 1 + warm.answered
        at = {}
        for flight in FLIGHTS:
            at[flight] = await _at(flight, server, presses, site, kind, before + answered)
            answered += at[flight].load.answered
        memory = server.memory
    said = await _said(site) - before if kind == HERAUT else None
    return Run(start, at, memory, answered, None if kind == ACK else _rows(file), said)


def _server(kind: str, port: int, file: Path, site: Site) -> AbstractContextManager[Server]:
    log = site.folder / f"{kind}.log"
    if kind != HERAUT:
        return running(["-m", "bench.baselines", kind, str(port), str(file)], port, log, {})
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{site.slack}/api/",
        "PUBLIC_URL": PUBLIC,
        "DATABASE_URL": f"sqlite:///{file}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    return running([str(ROOT / "app.py"), "run"], port, log, settings)


async def _at(flight: int, server: Server, presses: Presses, site: Site, kind: str, already: int) -> At:
    most = int(FASTEST * site.seconds)
    requests = presses.take(min(most, NUDGES * (1 if flight == 1 else 2) // 5 - PEOPLE) if kind == HERAUT else most)
    computed = server.computed
    load = await press(server.port, requests, flight, site.seconds)
    behind = 0
    if kind == HERAUT:
        behind = already + load.answered - await _said(site)
        await _settled(site, already + load.answered)
    return At(load, (server.computed - computed) / max(load.answered, 1) * 1000, behind)


async def _said(site: Site) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{site.slack}/said") as response:
        return int(await response.json())


async def _settled(site: Site, said: int) -> None:
    for _ in range(round(SETTLING / 0.05)):
        if await _said(site) >= said:
            return
        await asyncio.sleep(0.05)


def _rows(file: Path) -> int:
    connection = sqlite3.connect(file)
    [count] = connection.execute("SELECT count(*) FROM share").fetchone()
    connection.close()
    return int(count)
