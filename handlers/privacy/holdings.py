"""What is kept about a person: the rows of each table that features registered as personal data."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, Table, func, select
from sqlalchemy.orm import Session

from handlers.registry.feature import features_of
from handlers.registry.surfaces import Held
from models import Person
from models.base import Base


class Holding(NamedTuple):
    """One kind of personal data, and how many rows of it there are."""

    held: Held
    rows: int


def table_of(held: Held) -> Table:
    """The table that a registration is about."""
    return Base.metadata.tables[held.table.__tablename__]


def holds_of(session: Session) -> Sequence[Held]:
    """All registrations, in the order of the features."""
    return features_of(session.info).holds


def mine(held: Held, holds: Sequence[Held], person: Person) -> ColumnElement[bool]:
    """SQL: the rows of the table that are about this person."""
    table = table_of(held)
    return (table.c.workspace == person.workspace) & _about(held, holds, person)


def _about(held: Held, holds: Sequence[Held], person: Person) -> ColumnElement[bool]:
    column = table_of(held).c[held.column]
    if held.through is None:
        return column == person.person
    return column.in_(_keys(next(one for one in holds if one.table is held.through), holds, person))


def _keys(held: Held, holds: Sequence[Held], person: Person) -> Select[str]:
    """The ids of their rows in a table: the last column of its key."""
    last: ColumnElement[str] = [*table_of(held).primary_key][-1]
    return select(last).where(mine(held, holds, person))


def holdings(session: Session, person: Person) -> Sequence[Holding]:
    """What is kept about a person, without what there is nothing of."""
    holds = holds_of(session)
    counts = {
        number: session.scalar(select(func.count()).select_from(table_of(held)).where(mine(held, holds, person)))
        for number, held in enumerate(holds)
    }
    return [Holding(held, counts[number] or 0) for number, held in enumerate(holds) if counts[number]]


def people_in(holds: Sequence[Held]) -> Mapping[str, set[str]]:
    """The columns that name people, by table."""
    found: dict[str, set[str]] = {}
    for held in holds:
        if held.through is None:
            found.setdefault(held.table.__tablename__, set()).add(held.column)
    return found
