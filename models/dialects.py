"""An INSERT that says what to do with rows that exist: each database has a class of its own for it."""

from typing import TYPE_CHECKING

from sqlalchemy.dialects import sqlite

from models.base import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_into(dialect: str, table: type[Base]) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT as this dialect has it, such as `sqlite`."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
