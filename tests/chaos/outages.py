"""What may happen to a database while messages go out, for any length of time; judges nothing itself."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

from sqlalchemy import make_url

from tests.chaos.storm import Storm
from tests.chaos.verdict import Verdict
from tests.store.road import Road
from tests.support.postgres import Stoppable

WORKERS = 2
Outage = Callable[[], Awaitable[None]]


def stopped(server: Stoppable, seconds: float) -> Outage:
    """At once, as by kill -9 or a lost power supply; and started again."""

    async def outage() -> None:
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(server.start)

    return outage


def hanging(road: Road, seconds: float) -> Outage:
    """No answer, no refusal."""

    async def outage() -> None:
        road.block()
        await asyncio.sleep(seconds)
        road.free()

    return outage


def slow(road: Road, query: float, seconds: float) -> Outage:
    """Each thing said to it takes so long."""

    async def outage() -> None:
        road.delay = query
        await asyncio.sleep(seconds)
        road.delay = 0

    return outage


def locked(url: str, seconds: float) -> Outage:
    """SQLite: another program is writing, and takes its time."""
    file = make_url(url).database or ""

    async def outage() -> None:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            other.execute("ROLLBACK")

    return outage


async def endured(storm: Storm, near: str, *outages: Outage) -> Verdict:
    """One after the other, while two workers send by way of `near`, and there is always something under way."""
    await storm.mode(delay=0.5)
    for _ in range(WORKERS):
        storm.start(url=near)
    for outage in outages:
        share = storm.crowd.people // (2 * len(outages) + 2)
        assert await storm.taken(share) < storm.crowd.people, "too fast to be disturbed"
        await outage()
    storm.close()  # its own connection may be of before
    await storm.over()
    return await storm.verdict()
