"""Outages of a database while messages go out, of any length. Nothing here is judged."""

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
    """Stop at once, as with kill -9 or a power cut, and start again."""

    async def outage() -> None:
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(server.start)

    return outage


def hanging(road: Road, seconds: float) -> Outage:
    """Hang: neither answer nor refuse."""

    async def outage() -> None:
        road.block()
        await asyncio.sleep(seconds)
        road.free()

    return outage


def slow(road: Road, query: float, seconds: float) -> Outage:
    """Make each statement take this long."""

    async def outage() -> None:
        road.delay = query
        await asyncio.sleep(seconds)
        road.delay = 0

    return outage


def locked(url: str, seconds: float) -> Outage:
    """Lock SQLite: another program writes, and takes its time."""
    file = make_url(url).database or ""

    async def outage() -> None:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            other.execute("ROLLBACK")

    return outage


async def endured(storm: Storm, near: str, *outages: Outage) -> Verdict:
    """Run outages one after the other while two workers send through `near`, with messages always on their way."""
    await storm.mode(delay=0.5)
    for _ in range(WORKERS):
        storm.start(url=near)
    for outage in outages:
        share = storm.crowd.people // (2 * len(outages) + 2)
        assert await storm.taken(share) < storm.crowd.people, "too fast to be disturbed"
        await outage()
    storm.close()  # its own connection may date from before the outage
    await storm.over()
    return await storm.verdict()
