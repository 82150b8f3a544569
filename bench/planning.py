"""How fast nudges are planned for a million people, in its own process.

`python -m bench.planning DATABASE_URL PEOPLE` fills the empty database and prints its figures as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from rich.table import Table
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.crowd import NOW, seed
from bench.measure import Site, Step
from bench.outbox import stores
from bench.report import Report, Target
from bench.running import told
from bot.server import freeze
from handlers.features import FEATURES, open_store
from handlers.registry.feature import together
from handlers.rounds import Rounds
from models import Nudge
from models.engine import open_engine
from models.store import Store

T = TypeVar("T")
FASTEST, LONGEST, LARGEST = 10_000, 0.2, 100  # targets: nudges a second, seconds, MB
MOST = 1  # ms of computing for one person


class Round(NamedTuple):
    """What a round of planning took: seconds in all, in its longest transaction, and of computing; MB above idle."""

    seconds: float
    longest: float
    memory: float
    nudges: int
    computing: float

    @property
    def each(self) -> float:
        """Milliseconds of computing for one person."""
        return self.computing / self.nudges * 1e3

    @property
    def rate(self) -> float:
        return self.nudges / self.seconds


KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PEOPLE = 1_000_000
LEGEND = "One round for {people:,} people in a hundred workspaces, one in twenty of them due."


class Figures(NamedTuple):
    """A round in which some people are due, and one in which nobody is."""

    due: Round
    idle: Round


FIGURES: Mapping[str, Callable[[Figures], str]] = {
    "nudges planned": lambda found: f"{found.due.nudges:,}",
    "nudges a second": lambda found: f"{found.due.rate:,.0f}",
    "computing for one person, ms": lambda found: f"{found.due.each:.3f}",
    "longest transaction, ms": lambda found: f"{found.due.longest * 1e3:.0f}",
    "memory above idle, MB": lambda found: f"{found.due.memory:.0f}",
    "a round in which nobody is due, ms": lambda found: f"{found.idle.seconds * 1e3:.0f}",
}


class Watched(Store):
    """Remembers the longest time a piece of work took, including waiting, and the most memory in use after one."""

    longest = most = 0.0

    async def run(self, work: Callable[[Session], T]) -> T:
        begin = time.perf_counter()
        try:
            return await super().run(work)
        finally:
            self.longest = max(self.longest, time.perf_counter() - begin)
            self.most = max(self.most, memory())


async def figures(url: str, people: int) -> Figures:
    """Fill the empty store at `url`, and run a round of planning."""
    open_store(url).close()
    store = Watched(open_engine(url), {"features": together(FEATURES)})
    try:
        await store.run(partial(seed, people=people))
        stores.rest(store.engine)
        freeze()  # as the server does
        idle = await plan(store, NOW - timedelta(minutes=1))
        return Figures(await plan(store, NOW), idle)
    finally:
        store.close()


async def plan(store: Watched, now: datetime) -> Round:
    """Run one round."""
    before = await store.run(_nudges)
    resting = store.most = memory()
    store.longest, begin, computed = 0, time.perf_counter(), time.process_time()
    await Rounds(store, {}, lambda: now, time.monotonic).make("plan")
    seconds, longest, computed = time.perf_counter() - begin, store.longest, time.process_time() - computed
    return Round(seconds, longest, store.most - resting, await store.run(_nudges) - before, computed)


def memory() -> float:
    """Resident memory, in MB."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024


def _nudges(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Nudge)) or 0


async def compare(site: Site, step: Step) -> Report:
    people = PEOPLE // 10 if site.rounds == 1 else PEOPLE
    table = Table("", *KINDS.values(), caption=LEGEND.format(people=people), caption_justify="left")
    found = {}
    with stores.server(site.folder) as pg:
        for kind, name in KINDS.items():
            step(f"{name}: planning")
            with stores.fresh(kind, site.folder, pg) as url:
                found[kind] = await asyncio.to_thread(measured, url, people)
    for what, words in FIGURES.items():
        table.add_row(what, *(words(found[kind]) for kind in KINDS))
    return Report((table,), [target for kind, name in KINDS.items() for target in _targets(name, found[kind].due)])


def measured(url: str, people: int) -> Figures:
    said = told("bench.planning", url, str(people))
    due, idle = json.loads(said)
    return Figures(Round(*due), Round(*idle))


def _targets(name: str, due: Round) -> list[Target]:
    return [
        (f"{name}: {FASTEST:,} nudges planned a second", f"{due.rate:,.0f}", due.rate >= FASTEST),
        (f"{name}: under {MOST} ms of computing for one person", f"{due.each:.3f} ms", due.each < MOST),
        (f"{name}: no transaction over {LONGEST * 1e3:.0f} ms", f"{due.longest * 1e3:.0f} ms", due.longest < LONGEST),
        (f"{name}: memory under {LARGEST} MB above idle", f"{due.memory:.0f} MB", due.memory < LARGEST),
    ]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(figures(sys.argv[1], int(sys.argv[2])))))
