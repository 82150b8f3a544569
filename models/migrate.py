"""Bring a database's tables up to date, and refuse one that a newer Heraut has used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x4845_5241  # "HERA": one replica migrates, the others wait


class NewerDatabase(Exception):
    """A newer Heraut than this one has used the database."""


class NoStore(Exception):
    """There is no store at this address, and this command does not create one."""


def configuration(connection: Connection | None = None) -> "Config":
    """Alembic's settings, bound to a connection where there is one."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


@cache
def revisions() -> list[str]:
    """All revisions that this program knows, oldest first: the name of each script begins with its own."""
    return sorted(script.name[:4] for script in (SCRIPTS / "versions").glob("[0-9]*.py"))


def migrate(engine: Engine, *, create: bool = True) -> None:
    """Upgrade to the newest revision that this program knows. Raises `NewerDatabase`, and `NoStore` unless `create`."""
    with changing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        present = _present(connection)
        if present is None and not create:
            raise NoStore("There is no store in this database.")
        if present is not None and present not in revisions():
            raise NewerDatabase(
                f"The database is at revision {present}, which this version of Heraut does not know: "
                "a newer Heraut has used it. Start that version again, or restore an earlier backup."
            )
        if present != revisions()[-1]:
            from alembic import command

            command.upgrade(configuration(connection), "head")


def _present(connection: Connection) -> str | None:
    """The revision that a database is at, read without Alembic, which most starts do not need. None: no store yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


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
