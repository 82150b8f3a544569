"""The benchmark's command line."""

import asyncio
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.progress import Progress

from bench import boards, funnel, planning, report
from bench.against.command import against
from bench.links import rows as links
from bench.measure import Site, Step
from bench.outbox import rows as outbox
from bench.running import APART, LOAD_CORE, pin
from bench.slack import rows as slack
from bench.teams import rows as teams

console = Console()


class Subject(NamedTuple):
    """`compare` measures each of the `kinds` in each round, and announces it first."""

    kinds: Mapping[str, str]
    compare: Callable[[Site, Step], Awaitable[report.Report]]


SUBJECTS = {
    "slack": Subject(slack.KINDS, slack.compare),
    "teams": Subject(teams.KINDS, teams.compare),
    "outbox": Subject(outbox.KINDS, outbox.compare),
    "links": Subject(links.KINDS, links.compare),
    "planning": Subject(planning.KINDS, planning.compare),
    "funnel": Subject(planning.KINDS, funnel.compare),
    "boards": Subject(planning.KINDS, boards.compare),
}


def bench(
    only: Annotated[list[str] | None, typer.Argument(help=f"Any of {', '.join(SUBJECTS)}; all by default.")] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="One short run of each, for a first impression.")] = False,
    rounds: Annotated[int, typer.Option(min=1, help="How many times to run each server.")] = 5,
    seconds: Annotated[float, typer.Option(min=0.2, max=10, help="How long each load lasts.")] = 2.0,
    folder: Annotated[Path | None, typer.Option(help="Where databases are written, preferably a real disk.")] = None,
) -> None:
    """Measure how fast Heraut is, beside the least it could cost. Example: [bold]python -m bench --quick slack[/]"""
    if unknown := {*(only or ())} - SUBJECTS.keys():
        raise typer.BadParameter(f"There is no {', '.join(unknown)}; choose from {', '.join(SUBJECTS)}.")
    rounds, seconds = (1, 1.0) if quick else (rounds, seconds)
    with TemporaryDirectory(prefix="heraut-bench-", dir=folder) as made:
        reports = asyncio.run(_all(only or [*SUBJECTS], Site(Path(made), rounds, seconds)))
    reached = [report.show(console, name, found) for name, found in reports.items()]
    raise SystemExit(0 if all(reached) else 1)


async def _all(names: list[str], site: Site) -> dict[str, report.Report]:
    """Measure one subject after another, with the load on its own core."""
    console.print(_machine(site.folder), highlight=False)
    pin(0, LOAD_CORE)
    with Progress(console=console, transient=True, refresh_per_second=2) as progress:
        steps = site.rounds * sum(len(SUBJECTS[name].kinds) for name in names)
        task = progress.add_task("", total=steps + 1)

        def step(what: str) -> None:
            progress.update(task, description=what, advance=1)

        return {name: await SUBJECTS[name].compare(site, step) for name in names}


def _machine(folder: Path) -> str:
    apart = "server on one core, load and platform on another" if APART else "server and load share all cores"
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version} with synchronous=FULL; "
        f"{os.cpu_count()} cores: {apart}; fsync {_fsync(folder) * 1e6:.0f} µs"
    )


def _fsync(folder: Path) -> float:
    """Seconds. Where this is near zero, a commit costs nothing, and the comparison means little."""
    times = []
    with (folder / "fsync").open("wb") as file:
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    if sys.argv[1:2] == ["against"]:
        cli.command()(against)
        cli(sys.argv[2:], prog_name="python -m bench against")
    cli.command(epilog="To compare with another revision: [bold]python -m bench against REV --help[/]")(bench)
    cli(prog_name="python -m bench")
