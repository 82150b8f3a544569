"""Prepared statements: compiled once for each database, then run without the steps that the ORM takes at each call."""

from functools import cache
from typing import Generic, TypeVar, TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Delete,
    Dialect,
    Insert,
    Select,
    Update,
    and_,
    bindparam,
    select,
    update,
)
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.dml import ReturningUpdate

from models.base import Base
from models.plans import Plan, Reading, Row, connection_of, execute, mapper_of, plan_of, reading_of

Ts = TypeVarTuple("Ts")
E = TypeVar("E", bound=Base)


class Query(Generic[*Ts]):
    """A SELECT of columns and entities, or an UPDATE that returns columns, that runs often. Keep it in a constant.

    `bindparam` names what varies. Its entities belong to the session, as if the ORM had loaded them. Lists travel as in
    `models.given`.
    """

    def __init__(self, statement: Select[*Ts] | CompoundSelect[*Ts] | ReturningUpdate[*Ts]) -> None:
        self._statement = statement
        self._plans: dict[str, Reading] = {}

    def all(self, session: Session, /, **given: object) -> list[tuple[*Ts]]:
        session.flush()
        connection = connection_of(session)
        plan = self._plans.get(connection.dialect.name) or self._plan(connection.dialect)
        cursor = execute(connection, plan.plan, [given])
        found = cursor.fetchall()
        cursor.close()
        if not plan.converts and not plan.fields:  # the driver's own rows are the answer
            return [*found]
        rows: list[tuple[*Ts]] = []
        for row in found:
            values = [*row]
            plan.convert(session, values)
            rows.append(tuple(values))
        return rows

    def first(self, session: Session, /, **given: object) -> tuple[*Ts] | None:
        found = self.all(session, **given)
        return found[0] if found else None

    def one(self, session: Session, /, **given: object) -> tuple[*Ts]:
        """The only row. Raises `NoResultFound` or `MultipleResultsFound`."""
        match self.all(session, **given):
            case [row]:
                return row
            case []:
                raise NoResultFound
            case _:
                raise MultipleResultsFound

    def _plan(self, dialect: Dialect) -> Reading:
        return self._plans.setdefault(dialect.name, reading_of(self._statement, dialect))


class Change:
    """An INSERT, UPDATE or DELETE that runs often. Keep it in a constant; `bindparam` names what varies.

    Entities of the session do not notice what it changes.
    """

    def __init__(self, statement: Insert | Update | Delete) -> None:
        self._statement = statement
        self._plans: dict[tuple[str, ...], Plan] = {}

    def run(self, session: Session, /, *rows: Row) -> int:
        """Run it for each of these rows, which all have the same keys. Returns how many rows of the table it changed.

        What an INSERT is not given takes the column's default.
        """
        if not rows:
            return 0
        session.flush()
        connection = connection_of(session)
        shape = (connection.dialect.name, *rows[0])
        plan = self._plans.get(shape) or self._plan(shape, connection.dialect, rows[0])
        cursor = execute(connection, plan, rows)
        changed = cursor.rowcount
        cursor.close()
        return changed

    def _plan(self, shape: tuple[str, ...], dialect: Dialect, row: Row) -> Plan:
        given = row if isinstance(self._statement, Insert) else None
        return self._plans.setdefault(shape, plan_of(self._statement, dialect, given))


def get(session: Session, kind: type[E], *key: str) -> E | None:
    """The entity with this primary key, as `Session.get` finds it."""
    known: E | None = session.identity_map.get(mapper_of(kind).identity_key_from_primary_key(key))
    if known is not None:
        return known
    found = _by_key(kind).first(session, **{f"key{place}": part for place, part in enumerate(key)})
    return found[0] if found else None


def get_one(session: Session, kind: type[E], *key: str) -> E:
    """The entity with this primary key. Raises `NoResultFound`."""
    found = get(session, kind, *key)
    if found is None:
        raise NoResultFound
    return found


def put(session: Session, entity: Base, **values: object) -> None:
    """Set columns of one row at once, without a flush. No `validates` hears of it."""
    kind, names = type(entity), tuple(values)
    key = mapper_of(kind).primary_key_from_instance(entity)
    _putting(kind, names).run(session, values | {f"key{place}": part for place, part in enumerate(key)})
    for name in names:
        set_committed_value(entity, name, values[name])


def made(kind: type[E], row: Row) -> E:
    """The entity of a row that a `Change` inserted; no session knows it. Its constructor takes ten times as long."""
    entity: E = mapper_of(kind).class_manager.new_instance()
    vars(entity).update(row)
    return entity


def _its_key(kind: type[Base]) -> ColumnElement[bool]:
    return and_(*(column == bindparam(f"key{place}") for place, column in enumerate(mapper_of(kind).primary_key)))


@cache
def _by_key(kind: type[E]) -> Query[E]:
    return Query(select(kind).where(_its_key(kind)))


@cache
def _putting(kind: type[Base], names: tuple[str, ...]) -> Change:
    return Change(update(kind).where(_its_key(kind)).values({name: bindparam(name) for name in names}))
