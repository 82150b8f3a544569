"""The benchmark's command line."""

import asyncio
import os
import platform
import sqlite3
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bench import company, report
from bench.measure import Site, measure
from bench.running import APART, LOAD_CORE, free_port, pin, running

console = Console()
HELLO = b"POST /api/auth.test HTTP/1.1\r\nHost: slack.example\r\nContent-Length: 0\r\n\r\n"


def bench(
    *,
    quick: Annotated[bool, typer.Option("--quick", help="One short run of each: a first impression only.")] = False,
    rounds: Annotated[int, typer.Option(min=1, help="Runs of each server, in turn.")] = 5,
    seconds: Annotated[float, typer.Option(min=0.2, help="How long each load lasts.")] = 2.0,
    folder: Annotated[Path | None, typer.Option(help="Where databases are written: best a real disk.")] = None,
) -> None:
    """Press Share, and compare with the least that it could cost. Example: [bold]python -m bench --quick[/]"""
    rounds, seconds = (1, 1.0) if quick else (rounds, seconds)
    with TemporaryDirectory(prefix="heraut-bench-", dir=folder) as made:
        runs = asyncio.run(_all(Path(made), rounds, seconds))
    raise SystemExit(0 if report.show(console, runs) else 1)


async def _all(folder: Path, rounds: int, seconds: float) -> report.Runs:
    """Every server in turn, round after round: what else the machine does meets all of them."""
    console.print(_machine(folder), highlight=False)
    runs: report.Runs = {kind: [] for kind in report.NAMES}
    with Progress(console=console, transient=True, refresh_per_second=2) as progress:
        task = progress.add_task("A company with open nudges …", total=rounds * len(runs))
        nudge = await company.found(folder / "company.db")
        pin(0, LOAD_CORE)
        port = free_port()
        with running(["-m", "bench.slack", str(port)], port, folder / "slack.log", {}, LOAD_CORE) as slack:
            slack.first_answer(HELLO)
            site = Site(folder, nudge, f"http://127.0.0.1:{port}", seconds)
            for number in range(rounds):
                for kind in runs:
                    progress.update(task, description=f"{report.NAMES[kind]}, run {number + 1} of {rounds}")
                    runs[kind].append(await measure(kind, site))
                    progress.advance(task)
    return runs


def _machine(folder: Path) -> str:
    apart = "server on one core, load and Slack on another" if APART else "server and load share all cores"
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version} with synchronous=FULL; "
        f"{os.cpu_count()} cores: {apart}; fsync {_fsync(folder) * 1e6:.0f} µs"
    )


def _fsync(folder: Path) -> float:
    """Seconds: where this is next to nothing, a commit costs nothing, and the comparison says little."""
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
    cli.command()(bench)
    cli()
