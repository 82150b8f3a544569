"""A database that takes no writes for a while: the quickest way to be away."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager

from psycopg import sql
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models.store import Store
from tests.support.postgres import connect


@asynccontextmanager
async def away(store: Store) -> AsyncIterator[None]:
    """All that is written meanwhile fails."""
    if store.engine.name == "sqlite":
        await store.run(_impatient)
    with _locked(store.engine) if store.engine.name == "sqlite" else _standby(store.engine):
        yield


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
def _standby(engine: Engine) -> Iterator[None]:
    """Read-only, as a server that has just become the second."""
    _read_only(engine, "on")
    try:
        yield
    finally:
        _read_only(engine, "off")


def _read_only(engine: Engine, state: str) -> None:
    """For connections from now on; those that are open are cut."""
    name = str(engine.url.database)
    change = sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}")
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    with connect(engine.url) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(change.format(sql.Identifier(name), sql.SQL(state)))
        connection.execute(cut, [name])
