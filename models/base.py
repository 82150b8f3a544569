"""What every table builds on: the base class, aware UTC times, and the key columns."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from sqlalchemy import ColumnElement, DateTime, Dialect, Index, String, func, text
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in and out. SQLite forgets zones, so a naive value is refused rather than guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a time zone")
        return value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | datetime | None] | None:
        """SQLite's text is written here, because SQLAlchemy takes three steps."""
        return _text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[object], datetime | None] | None:
        """Pass through what the driver returns. SQLite's text is parsed here, because SQLAlchemy takes three steps."""
        return _aware if dialect.name == "sqlite" else None


def _text(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a time without a time zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _aware(kept: object) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(f"{kept}+00:00")


# The workspace comes first in every key, so that a store of many workspaces can be split by it.
WorkspaceKey = Annotated[str, mapped_column(String(64), primary_key=True)]
Id = Annotated[str, mapped_column(String(255), primary_key=True)]
Ref = Annotated[str, mapped_column(String(255))]
When = Annotated[datetime, mapped_column(UtcDateTime)]


def one_of(column: str, values: Iterable[str]) -> str:
    """SQL for a column that has one of these values."""
    return f"{column} IN ({', '.join(map(repr, values))})"


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows that meet `where`. Migrations tell it to PostgreSQL's dialect, which is slow to load."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where))


def plainly(column: InstrumentedAttribute[T]) -> ColumnElement[T]:
    """SQL: a column's value, without its indexes. SQLite has no statistics, and may begin with the wrong one."""
    return func.coalesce(column, column)


class Base(DeclarativeBase):
    """All tables of Heraut."""
