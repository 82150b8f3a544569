"""How a prepared statement runs: its text in the database's own words, its parameters, and how its rows are read."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Delete, Dialect, Insert, Select, Update, inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPICursor, DBAPIModule
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.sql.dml import ReturningUpdate
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

from models.base import Base

E = TypeVar("E", bound=Base)
Row = Mapping[str, object]
Convert = Callable[[object], object]
Selection = Select[*tuple[object, ...]] | CompoundSelect[*tuple[object, ...]] | ReturningUpdate[*tuple[object, ...]]


def connection_of(session: Session) -> Connection:
    """The connection on which the session's transaction runs."""
    bind = session.bind
    return bind if isinstance(bind, Connection) and bind.in_transaction() else session.connection()


class Plan(NamedTuple):
    """A statement in the database's own words, and what its parameters go through on their way."""

    sql: str
    fixed: Row
    converts: Sequence[tuple[str, Convert]]

    def parameters(self, given: Row) -> Row:
        """Raises KeyError for one that is missing and has to be converted."""
        values = {**self.fixed, **given}
        for name, convert in self.converts:
            values[name] = convert(values[name])
        return values


class Reading(NamedTuple):
    """A plan for a statement with rows, and how these are read."""

    plan: Plan
    converts: Sequence[tuple[int, Convert]]
    fields: Sequence["Entity | int"]  # of each row: an entity, or the place of a column; empty: the columns

    def convert(self, session: Session, row: list[object]) -> None:
        for place, convert in self.converts:
            row[place] = convert(row[place])
        if self.fields:
            row[:] = [row[one] if isinstance(one, int) else one.read(session, row) for one in self.fields]


class Entity(NamedTuple):
    """Which columns of a row make an entity."""

    mapper: Mapper[Base]
    names: Sequence[str]
    start: int
    key: Sequence[int]

    def read(self, session: Session, row: Sequence[object]) -> Base | None:
        """The entity; the one that the session knows, if it does. None if an outer join found none."""
        key = tuple(row[place] for place in self.key)
        if key[0] is None:
            return None
        identity = self.mapper.identity_key_from_primary_key(key)
        known: Base | None = session.identity_map.get(identity)
        if known is not None:
            return known
        made: Base = self.mapper.class_manager.new_instance()
        vars(made).update(zip(self.names, row[self.start :], strict=False))
        # As the ORM's own loader does it: `Session.add` takes twice as long as all the rest.
        state = instance_state(made)
        state.key, state.session_id = identity, session.hash_key
        session.identity_map.add(state)
        return made


def reading_of(statement: Selection, dialect: Dialect) -> Reading:
    listed, fields = _with_columns(statement) if isinstance(statement, Select) else (statement, [])
    converts = [
        (place, convert)
        for place, column in enumerate(listed.exported_columns)
        if (convert := _native(column.type, dialect).result_processor(dialect, None))
    ]
    return Reading(plan_of(listed, dialect), converts, fields)


def _with_columns(statement: Select[*tuple[object, ...]]) -> tuple[Selection, Sequence["Entity | int"]]:
    """The statement with the columns of its entities, and the fields of its rows; none if all are columns."""
    columns, fields = list[ColumnElement[object]](), list[Entity | int]()
    for described in statement.column_descriptions:
        one = described["expr"]
        if isinstance(one, type):
            fields.append(_entity(mapper_of(one), len(columns)))
            columns += [getattr(one, attribute.key) for attribute in mapper_of(one).column_attrs]
        else:
            fields.append(len(columns))
            columns.append(one)
    if all(isinstance(field, int) for field in fields):
        return statement, []
    return statement.with_only_columns(*columns), fields


def _entity(mapper: Mapper[Base], start: int) -> Entity:
    names = [attribute.key for attribute in mapper.column_attrs]
    key = [start + names.index(mapper.get_property_by_column(column).key) for column in mapper.primary_key]
    return Entity(mapper, names, start, key)


def plan_of(statement: Selection | Insert | Update | Delete, dialect: Dialect, row: Row | None = None) -> Plan:
    """`row`: what an INSERT is given."""
    compiled = statement.compile(dialect=_by_name(dialect), column_keys=[*row] if row else None)
    if compiled.post_compile_params:
        raise TypeError("a prepared statement has no lists: see models.given")
    binds = {name: compiled.binds[name] for name in compiled.bind_names.values()}
    converts = ((name, _native(bind.type, dialect).bind_processor(dialect)) for name, bind in binds.items())
    fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
    for column in compiled.insert_prefetch:
        if isinstance(column.default, ScalarElementColumnDefault):
            fixed[column.key] = column.default.arg
    return Plan(compiled.string, fixed, [(name, convert) for name, convert in converts if convert])


def _by_name(dialect: Dialect) -> Dialect:
    """The dialect, with parameters by name."""
    return sqlite.dialect(paramstyle="named") if dialect.name == "sqlite" else dialect


def _native(type_: TypeEngine[object], dialect: Dialect) -> TypeEngine[object]:
    return type_.dialect_impl(dialect)


def execute(connection: Connection, plan: Plan, rows: Sequence[Row]) -> DBAPICursor:
    """Run a statement on the driver's cursor. Errors and listeners are those of `Connection.execute`."""
    cursor, parameters = connection.connection.cursor(), [plan.parameters(row) for row in rows]
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, plan.sql, parameters, None, len(parameters) > 1)
    try:
        if len(parameters) == 1:
            cursor.execute(plan.sql, parameters[0])
        else:
            cursor.executemany(plan.sql, parameters)
    except connection.dialect.loaded_dbapi.Error as problem:
        raise _told(connection, plan.sql, problem) from problem
    return cursor


def _told(connection: Connection, sql: str, problem: DBAPIModule.Error) -> BaseException:
    dialect = connection.dialect
    if gone := dialect.is_disconnect(problem, connection.connection.driver_connection, None):
        connection.invalidate(problem)
    error = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        sql, None, problem, error, hide_parameters=True, connection_invalidated=gone, dialect=dialect
    )


@cache
def mapper_of(kind: type[E]) -> Mapper[E]:
    return inspect(kind)
