"""Stand-ins: what takes the place of a person who was forgotten, in the rows that stay."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, String, Table, and_, delete, func, insert, select, type_coerce, update
from sqlalchemy.orm import Session

from handlers.core.language import Words
from models import Person, Workspace
from models.base import UtcDateTime

GONE = "gone:"  # how their ids begin; no platform has such ids
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # tells nothing about when somebody came or went


def is_gone(person: str) -> bool:
    """Whether this id stands for somebody who was forgotten."""
    return person.startswith(GONE)


def new_id() -> str:
    """A random id for a row that stays."""
    return f"{GONE}{secrets.token_hex(8)}"


def stand_in(session: Session, workspace: str) -> str:
    """Add somebody without traits, who has left and is sent nothing. Returns the random id.

    Each table gets its own, so that nobody can put the rows of one person together again.
    """
    its = session.get_one(Workspace, workspace)
    person = new_id()
    moments = dict.fromkeys(("met_at", "joined_at", "left_at", "unreachable_at"), LONG_AGO)
    language = {"locale": its.locale, "timezone": its.timezone}
    name = Words.of(its.locale).t("a former colleague")
    row = {"workspace": workspace, "person": person, "name": name, **language, **moments}
    session.execute(insert(Person), [row])
    return person


def day_of(session: Session, moment: ColumnElement[datetime]) -> ColumnElement[datetime]:
    """SQL: the beginning of the day, in UTC, that a moment falls on; NULL stays NULL."""
    if session.connection().dialect.name == "sqlite":
        day = func.substr(moment, 1, 10, type_=String())
        return type_coerce(day + " 00:00:00.000000", UtcDateTime)
    return func.date_trunc("day", moment, "UTC", type_=UtcDateTime)


def merge(session: Session, table: Table, values: Mapping[str, str], *where: ColumnElement[bool]) -> None:
    """Set parts of the keys of these rows. Where a row with that key exists, numbers are added to it instead."""
    for row in session.execute(select(table).where(*where)).mappings().all():
        here = {column.name: row[column.name] for column in table.primary_key}
        there = {**here, **values}
        found = session.execute(select(table).where(_is(table, there))).mappings().one_or_none()
        if found is None:
            session.execute(update(table).where(_is(table, here)).values(**values))
        else:
            session.execute(update(table).where(_is(table, there)).values(**_sums(table, row, found)))
            session.execute(delete(table).where(_is(table, here)))


def _sums(table: Table, *rows: RowMapping) -> Mapping[str, object]:
    """Numbers added up; of texts, the last in order."""
    pairs = {column.name: [row[column.name] for row in rows] for column in table.columns if not column.primary_key}
    return {name: sum(both) if isinstance(both[0], int) else max(both) for name, both in pairs.items()}


def _is(table: Table, key: Mapping[str, object]) -> ColumnElement[bool]:
    return and_(*(table.columns[name] == value for name, value in key.items()))
