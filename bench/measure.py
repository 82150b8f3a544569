"""One run of one server: everybody asks once, then comes the load at each number in flight. Servers take turns."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.company import PEOPLE
from bench.load import ANY, PATIENCE, Load, Wanted, press
from bench.requests import Requests
from bench.running import Server

FLIGHTS = (1, 16, 64)
FASTEST = 5000  # requests a second; no need to prepare more
SETTLING = 20.0  # seconds that replies may still take after the last request


class Site(NamedTuple):
    """What all runs share."""

    folder: Path
    rounds: int
    seconds: float


class At(NamedTuple):
    """A load, milliseconds of computing for each request, and how many replies were still to come at its end."""

    load: Load
    cost: float
    behind: int


class Run(NamedTuple):
    """One server's figures. `wrong` describes what was answered but not done; it is empty when all is well."""

    start: float
    at: dict[int, At]
    memory: float
    answered: int
    failed: int
    wrong: str = ""


Runs = dict[str, list[Run]]
Step = Callable[[str], None]  # announces what is measured next
Settle = Callable[[Load], Awaitable[tuple[Load, int]]]


async def settled(load: Load) -> tuple[Load, int]:
    """For a server that has nothing left to do once it has answered. Others wait."""
    return load, 0


async def measure(
    server: Server, requests: Requests, seconds: float, settle: Settle = settled, wanted: Wanted = ANY
) -> Run:
    """Send the first request, then one from everybody, so that everybody is known, and then the loads."""
    start = await _first(server, requests, wanted)
    warm = await press(server.port, requests.next(PEOPLE), 16, wanted=wanted)
    requests.went += warm.sent
    await settle(warm)
    at = {}
    for flight in FLIGHTS:
        computed = server.computed
        load = await press(server.port, requests.next(int(FASTEST * seconds)), flight, seconds, wanted)
        requests.went += load.sent
        load, behind = await settle(load)
        at[flight] = At(load, (server.computed - computed) / max(load.answered, 1) * 1000, behind)
    loads = [warm, *(one.load for one in at.values())]
    answered, failed = sum(load.answered for load in loads), sum(load.failed for load in loads)
    return Run(start, at, server.memory, 1 + answered, failed)


async def _first(server: Server, requests: Requests, wanted: Wanted) -> float:
    """Seconds from the start of the process to its first answer. Raises Dead."""
    number, request = next(requests.next(1))
    requests.went += 1
    besides = wanted.besides(number) if wanted.besides else None
    start = await asyncio.to_thread(server.first_answer, request)
    try:
        await asyncio.wait_for(besides or asyncio.sleep(0), PATIENCE)
    except TimeoutError:
        raise server.dead() from None
    return start


async def in_turn(kinds: Mapping[str, str], rounds: int, run: Callable[[str], Awaitable[Run]], step: Step) -> Runs:
    """Run every kind in every round, so that other work on the machine affects all of them."""
    runs: Runs = {kind: [] for kind in kinds}
    for number in range(rounds):
        for kind, name in kinds.items():
            step(f"{name}, run {number + 1} of {rounds}")
            runs[kind].append(await run(kind))
    return runs


async def until(done: Callable[[], Awaitable[bool]]) -> None:
    """Wait until `done`, or until it takes too long; the count at the end shows what is missing."""
    for _ in range(round(SETTLING / 0.05)):
        if await done():
            return
        await asyncio.sleep(0.05)


def off(run: Run, **counts: int | None) -> str:
    """Describe the counts that do not match the number of answers; None means nothing to count."""
    said = [f"{run.failed} failed"] if run.failed else []
    said += [f"{n} {what} for {run.answered} answers" for what, n in counts.items() if n not in (None, run.answered)]
    return ", ".join(said)


def rows(file: Path) -> int:
    """The number of shares in a database."""
    connection = sqlite3.connect(file)
    [count] = connection.execute("SELECT count(*) FROM share").fetchone()
    connection.close()
    return int(count)
