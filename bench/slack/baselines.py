"""The baselines for Slack: `python -m bench.slack.baselines KIND PORT FILE`.

ack: a bare Bolt app that verifies, finds its listener and acknowledges. orm, group: that plus one committed row.
"""

import asyncio
import re
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from queue import Empty, SimpleQueue
from threading import Thread

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.slack.stand_in import EVENTS, SECRET, TEAM, TOKEN

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000")
Keep = Callable[[str], Awaitable[None]]  # one row, committed when it returns


class Base(DeclarativeBase):
    """The baselines' one table."""


class Row(Base):
    """One press."""

    __tablename__ = "share"

    id: Mapped[int] = mapped_column(primary_key=True)
    pressed: Mapped[str]


async def nothing(pressed: str) -> None:
    """(a) writes nothing."""


async def orm(file: str) -> Keep:
    """SQLAlchemy's ORM over aiosqlite, with one connection: its default pool of fifteen has a p99 near a second."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", pool_size=1, max_overflow=0)
    event.listen(engine.sync_engine, "connect", _settings)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    session_of = async_sessionmaker(engine, class_=AsyncSession)

    async def keep(pressed: str) -> None:
        async with session_of() as session, session.begin():
            session.add(Row(pressed=pressed))

    return keep


async def group(file: str) -> Keep:
    """The least it can cost: sqlite3 without an ORM in one thread, one commit for everything that waits."""
    queue: SimpleQueue[tuple[str, asyncio.Future[None]]] = SimpleQueue()
    loop = asyncio.get_running_loop()
    Thread(target=_write, args=(file, queue, loop), daemon=True).start()

    async def keep(pressed: str) -> None:
        done = loop.create_future()
        queue.put((pressed, done))
        await done

    return keep


def _write(file: str, queue: SimpleQueue, loop: asyncio.AbstractEventLoop) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    _settings(connection)
    connection.execute("CREATE TABLE share (id INTEGER PRIMARY KEY, pressed TEXT NOT NULL)")
    while True:
        batch = [queue.get()]
        while len(batch) < 128:
            try:
                batch.append(queue.get_nowait())
            except Empty:
                break
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO share (pressed) VALUES (?)", [(pressed,) for pressed, _ in batch])
        connection.execute("COMMIT")
        loop.call_soon_threadsafe(_tell, [done for _, done in batch])


def _tell(waiting: list[asyncio.Future[None]]) -> None:
    for done in waiting:
        done.set_result(None)


def _settings(connection: sqlite3.Connection, _: object = None) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def bolt(keep: Keep) -> AsyncApp:
    """Bolt at its fastest: the listener itself acknowledges, with tokens in memory."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=TOKEN, bot_user_id="UHERAUT")

    async def press(ack: AsyncAck, body: dict) -> None:
        await keep(body["actions"][0]["value"])
        await ack()

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)
    app.action(re.compile("share:"))(press)
    return app


async def serve(kind: str, port: int, file: str) -> web.Application:
    keep: Keep = nothing if kind == "ack" else await {"orm": orm, "group": group}[kind](file)
    return bolt(keep).web_app(EVENTS, port)


if __name__ == "__main__":
    web.run_app(
        serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        access_log=None,
        print=None,
    )
