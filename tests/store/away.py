"""A database that is away for a while: the quickest ways to be so."""

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
    """Meanwhile nothing is written, and nothing read."""
    if store.engine.name == "sqlite":
        await store.run(_impatient)
    with _locked(store.engine) if store.engine.name == "sqlite" else _closed(store.engine):
        yield


@contextmanager
def read_only(store: Store) -> Iterator[None]:
    """A PostgreSQL that has just become the second: it can still be read."""
    _change(store.engine, "SET default_transaction_read_only = on")
    try:
        yield
    finally:
        _change(store.engine, "SET default_transaction_read_only = off")


def _impatient(session: Session) -> None:
    session.execute(text("PRAGMA busy_timeout = 100"))


@contextmanager
def _locked(engine: Engine) -> Iterator[None]:
    """Another program is writing, and does not come to an end."""
    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _closed(engine: Engine) -> Iterator[None]:
    """The server lets nobody in."""
    _change(engine, "ALLOW_CONNECTIONS false")
    try:
        yield
    finally:
        _change(engine, "ALLOW_CONNECTIONS true")


def _change(engine: Engine, words: LiteralString) -> None:
    """For connections from now on; those that are open are cut."""
    name = str(engine.url.database)
    with connect(engine.url.set(database="postgres")) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} ").format(sql.Identifier(name)) + sql.SQL(words))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
