"""How Heraut talks to SQLite and to PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from models.base import Base
from models.dialects import insert_into
from models.plans import Plan, connection_of, execute
from models.prepared import Change, Query

if TYPE_CHECKING:
    import psycopg

BUSY_MS = 15_000
# Pages of SQLite's log, 16 MB, until it is copied into the file. A plan writes six hundred at a time: with the usual
# 1,000, every second commit copied them, and waited for the disk once more.
LOG_PAGES = 4_000
# Seconds (the last: milliseconds) until we give up on a server that vanished. The database address may override these.
GIVEN_UP = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "2",
    "tcp_user_timeout": "9000",
}
POSTGRES_THREADS = 8
CLOCK = Query(select(func.clock_timestamp()))
BEGIN = Plan("BEGIN IMMEDIATE", {}, ())


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///FILE`, `sqlite://` (memory) or `postgresql://…`, with our settings."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return _postgres_engine(address.set(drivername="postgresql+psycopg", query={**GIVEN_UP, **address.query}))
    options = {"check_same_thread": False, "isolation_level": None}
    if in_memory(address):
        engine = create_engine(address, connect_args=options, poolclass=StaticPool, hide_parameters=True)
    else:
        engine = create_engine(address, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _sqlite_settings)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def in_memory(address: URL) -> bool:
    """Whether an SQLite store has no file, and ends with its process."""
    return address.database in (None, "", ":memory:")


def _postgres_engine(address: URL) -> Engine:
    engine = create_engine(address, pool_size=POSTGRES_THREADS, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "connect", _behind_a_pooler)
    return engine


def insert_new(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> int:
    """Insert the rows that do not exist yet, by the table's unique keys. Returns how many were inserted."""
    return _insertion(connection_of(session).dialect.name, table).run(session, *rows)


@cache
def _insertion(dialect: str, table: type[Base]) -> Change:
    return Change(insert_into(dialect, table).on_conflict_do_nothing())


def moment(session: Session, now: datetime) -> datetime:
    """The time that replicas agree on: the database's own where it is a server, otherwise `now`."""
    if connection_of(session).dialect.name == "sqlite":
        return now
    clock: datetime = CLOCK.one(session)[0]
    return clock


def _behind_a_pooler(connection: "psycopg.Connection", _: ConnectionPoolEntry) -> None:
    """Prepare nothing behind a pooler: each transaction may get a different server process."""
    process = connection.execute("SELECT pg_backend_pid()").fetchone()
    connection.rollback()
    if process != (connection.info.backend_pid,):  # another process works for us than the one we connected to
        connection.prepare_threshold = None


def _sqlite_settings(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "secure_delete=ON",
        "synchronous=FULL",
        f"wal_autocheckpoint={LOG_PAGES}",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # Take the write lock at once: upgrading from a read lock later fails instead of waiting.
    execute(connection, BEGIN, [{}]).close()


def scrub(engine: Engine) -> bool:
    """Rewrite an SQLite file without what was deleted, and empty its log. False if a reader keeps the log in use."""
    if engine.dialect.name != "sqlite" or in_memory(engine.url):
        return True
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone() or (0,)
        cursor.close()
        return not busy
    finally:
        raw.close()
