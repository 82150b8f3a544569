"""Bring a database's tables up to date, and refuse one that a newer Heraut has used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x4845_5241  # "HERA": one replica migrates, the others wait


class NewerDatabase(Exception):
    """A newer Heraut than this one has used the database."""


class NoStore(Exception):
    """There is no store at this address, and this command does not create one."""


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, bound to a connection where there is one."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


@cache
def scripts() -> ScriptDirectory:
    """All revisions, read once, because reading them takes five times as long as opening a store."""
    return ScriptDirectory.from_config(configuration())


def migrate(engine: Engine, *, create: bool = True) -> None:
    """Upgrade to the newest revision that this program knows. Raises `NewerDatabase`, and `NoStore` unless `create`."""
    with changing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        present = MigrationContext.configure(connection).get_current_revision()
        if present is None and not create:
            raise NoStore("There is no store in this database.")
        known = {script.revision for script in scripts().walk_revisions()}
        if present is not None and present not in known:
            raise NewerDatabase(
                f"The database is at revision {present}, which this version of Heraut does not know: "
                "a newer Heraut has used it. Start that version again, or restore an earlier backup."
            )
        if present != scripts().get_current_head():
            command.upgrade(configuration(connection), "head")


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may change.

    SQLite changes a table by rewriting it, and rows that refer to the old table must survive. So foreign keys are off
    meanwhile (https://www.sqlite.org/lang_altertable.html, 7), and `migrations/env.py` checks them at the end.
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        sqlite = driver if isinstance(driver, sqlite3.Connection) else None
        if sqlite:
            sqlite.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            if sqlite:
                sqlite.execute("PRAGMA foreign_keys=ON")
