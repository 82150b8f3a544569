"""How fast nudges are planned where very many take part: `python -m bench.planning`."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.crowd import NOW, seed
from bot.server import freeze
from handlers.rounds import Rounds
from models import Nudge
from models.engine import open_engine
from models.store import Store
from tests.support import postgres

T = TypeVar("T")
FASTEST, LONGEST, LARGEST = 10_000, 0.2, 100  # to reach: occurrences a second, seconds, MB


class Round(NamedTuple):
    """What a round of planning took: seconds altogether and in its longest transaction, MB above rest."""

    seconds: float
    longest: float
    memory: float
    nudges: int

    @property
    def rate(self) -> float:
        return self.nudges / self.seconds


class Figures(NamedTuple):
    """A round in which some are due, and one in which nobody is."""

    due: Round
    idle: Round


class Watched(Store):
    """Keeps the longest time that a piece of work took, with all its waiting, and the most memory after one."""

    longest = most = 0.0

    async def run(self, work: Callable[[Session], T]) -> T:
        begin = time.perf_counter()
        try:
            return await super().run(work)
        finally:
            self.longest = max(self.longest, time.perf_counter() - begin)
            self.most = max(self.most, memory())


async def figures(url: str, people: int) -> Figures:
    """Fill the empty store at `url`, and plan in it."""
    Store.open(url).close()
    store = Watched(open_engine(url))
    try:
        await store.run(partial(seed, people=people))
        freeze()  # as the server does
        idle = await plan(store, NOW - timedelta(minutes=1))
        return Figures(await plan(store, NOW), idle)
    finally:
        store.close()


async def plan(store: Watched, now: datetime) -> Round:
    """One round."""
    before = await store.run(_nudges)
    rest = store.most = memory()
    store.longest, begin = 0, time.perf_counter()
    await Rounds(store, {}, lambda: now, time.monotonic).plan()
    seconds, longest, above = time.perf_counter() - begin, store.longest, store.most - rest
    return Round(seconds, longest, above, await store.run(_nudges) - before)


def memory() -> float:
    """Resident, in MB."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024


def show(console: Console, found: dict[str, Figures]) -> bool:
    """Whether all that is to be reached is reached."""
    table = Table("", "nudges", "a second", "longest transaction", "memory above rest", "a round with nobody due", "")
    table.add_row("to reach", "", f"{FASTEST:,}", f"{LONGEST * 1e3:.0f} ms", f"{LARGEST} MB", style="dim")
    for kind, (due, idle) in found.items():
        much = (f"{due.nudges:,}", f"{due.rate:,.0f}", f"{due.longest * 1e3:.0f} ms", f"{due.memory:.0f} MB")
        word = "[green]PASS[/]" if _well(due) else "[red]MISSED[/]"
        table.add_row(kind, *much, f"{idle.seconds * 1e3:.0f} ms", word)
    console.print(table)
    return all(_well(figure.due) for figure in found.values())


def _well(due: Round) -> bool:
    return due.rate >= FASTEST and due.longest < LONGEST and due.memory < LARGEST


def _nudges(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Nudge)) or 0


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, str]]:
    """The address of an empty store of each kind."""
    with postgres.server(folder / "pg") as server, postgres.database(server) as database:
        address = database.render_as_string(hide_password=False)
        yield {"SQLite": f"sqlite:///{folder / 'heraut.db'}", "PostgreSQL": address}


def main(people: int = 1_000_000) -> None:
    """How fast nudges are planned, on both stores."""
    with TemporaryDirectory(prefix="heraut-bench-") as folder, stores(Path(folder)) as urls:
        found = {kind: asyncio.run(figures(url, people)) for kind, url in urls.items()}
    raise SystemExit(0 if show(Console(), found) else 1)


if __name__ == "__main__":
    typer.run(main)
