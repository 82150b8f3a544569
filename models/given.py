"""Many rows as one parameter: they are sent as JSON, and the statement reads them as a table."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Insert,
    Integer,
    Select,
    String,
    Subquery,
    bindparam,
    column,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from models.base import Base, UtcDateTime
from models.dialects import insert_into


class _Rows(FunctionElement[object]):
    """A table with one column, `value`, made from a JSON list."""

    inherit_cache = True


class _Moment(FunctionElement[datetime]):
    """A time in the database's own form, made from the text that `kept` writes."""

    type = UtcDateTime()
    inherit_cache = True


def given(name: str, /, **columns: String | Integer | UtcDateTime) -> Subquery:
    """The rows in the parameter `name`, written by `packed` with these columns in this order."""
    return _unpacked(name, columns).subquery(name)


def joined(name: str, /, **columns: String | Integer | UtcDateTime) -> CTE:
    """Rows as in `given`, for a join: SQLite would otherwise unpack them again for each row of the table."""
    return _unpacked(name, columns).cte(name).prefix_with("MATERIALIZED")


def _unpacked(name: str, columns: Mapping[str, String | Integer | UtcDateTime]) -> Select[*tuple[object, ...]]:
    row = _Rows(bindparam(name)).table_valued(column("value", JSON)).c.value
    fields = []
    for place, (label, type_) in enumerate(columns.items()):
        field = row[place].as_integer() if isinstance(type_, Integer) else row[place].as_string()
        fields.append((_Moment(field) if isinstance(type_, UtcDateTime) else field).label(label))
    return select(*fields)


def packed(rows: Iterable[Sequence[str | int | None]]) -> str:
    """Many rows as one parameter; write times with `kept`."""
    return json.dumps([*rows])


@lru_cache(maxsize=10_000)  # a round gives many people the same few moments
def kept(moment: datetime) -> str:
    """A time as SQLite stores it: in UTC, without an offset."""
    return moment.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def insertion(dialect: str, table: type[Base], columns: Mapping[str, ColumnElement[object]]) -> Insert:
    """A statement that inserts the selected rows that do not exist yet. Keep it: building costs more than running."""
    # Without the WHERE, SQLite would take the ON for that of a join.
    return (
        insert_into(dialect, table)
        .from_select([*columns], select(*columns.values()).where(true()))
        .on_conflict_do_nothing()
    )


def addition(
    dialect: str,
    table: type[Base],
    columns: Mapping[str, ColumnElement[object]],
    *sums: str,
    latest: Sequence[str] = (),
) -> Insert:
    """A statement that inserts the selected rows, and adds the new `sums` to rows that exist. Keep it, as `insertion`.

    The columns in `latest` take the new value.
    """
    new = insert_into(dialect, table).from_select([*columns], select(*columns.values()).where(true()))
    key = [column.name for column in table.__table__.primary_key]
    grown = {name: table.__table__.c[name] + new.excluded[name] for name in sums}
    return new.on_conflict_do_update(index_elements=key, set_=grown | {name: new.excluded[name] for name in latest})


@compiles(_Rows, "sqlite")
def _(rows: _Rows, compiler: SQLCompiler, **options: object) -> str:
    return f"json_each({compiler.process(rows.clauses)})"


@compiles(_Rows, "postgresql")
def _(rows: _Rows, compiler: SQLCompiler, **options: object) -> str:
    # JSONB is parsed once, JSON once for each column, which took 2.4 times as long. By way of an array, because the
    # planner expects ten rows of one, but a hundred of a function, for which it would read tables as a whole.
    elements = f"jsonb_array_elements(CAST({compiler.process(rows.clauses)} AS JSONB))"
    return f"(SELECT unnest(ARRAY(SELECT {elements})) AS value)"


@compiles(_Moment, "sqlite")
def _(moment: _Moment, compiler: SQLCompiler, **options: object) -> str:
    return compiler.process(moment.clauses)


@compiles(_Moment, "postgresql")
def _(moment: _Moment, compiler: SQLCompiler, **options: object) -> str:
    return f"CAST({compiler.process(moment.clauses)} || '+00' AS TIMESTAMP WITH TIME ZONE)"
