"""Quick ways to make a database unavailable for a while."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from typing import LiteralString

from psycopg import sql
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.store import Store
from tests.support.postgres import connect


@asynccontextmanager
async def away(store: Store) -> AsyncIterator[None]:
    """Inside the block nothing is written or read."""
    if store.engine.name == "sqlite":
        await store.run(_impatient)
    with _locked(store.engine) if store.engine.name == "sqlite" else _closed(store.engine):
        yield


@contextmanager
def read_only(store: Store) -> Iterator[None]:
    """A PostgreSQL that has just become a standby: it can still be read."""
    _change(store.engine, "SET default_transaction_read_only = on")
    try:
        yield
    finally:
        _change(store.engine, "SET default_transaction_read_only = off")


def _impatient(session: Session) -> None:
    session.execute(text("PRAGMA busy_timeout = 100"))


@contextmanager
def _locked(engine: Engine) -> Iterator[None]:
    """Another program writes, and does not finish."""
    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _closed(engine: Engine) -> Iterator[None]:
    """The server accepts no connections."""
    _change(engine, "ALLOW_CONNECTIONS false")
    try:
        yield
    finally:
        _change(engine, "ALLOW_CONNECTIONS true")


def _change(engine: Engine, words: LiteralString) -> None:
    """Change a setting for new connections, and cut the open ones."""
    name = str(engine.url.database)
    with connect(engine.url.set(database="postgres")) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} ").format(sql.Identifier(name)) + sql.SQL(words))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
