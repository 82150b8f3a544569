"""Forget a person: every row about them goes, or stays under a random id that leads nowhere."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from handlers.core.forgotten import enter
from handlers.core.interaction import Refused
from handlers.core.people import Forgotten, Left, RoleLost
from handlers.members.stand_ins import day_of, merge, new_id, stand_in
from handlers.privacy.holdings import holds_of, table_of
from handlers.registry.events import happened
from handlers.registry.surfaces import Held
from models import Nudge, Person
from models.base import Base
from models.people import PersonRole

NOBODY: PersonRole = "employee"


def erase(session: Session, person: Person, now: datetime) -> None:
    """Forget somebody for good, and enter them in the list. Objects that the caller has loaded are stale after it."""
    workspace, who = person.workspace, person.person
    forget_rows(session, person, now)
    enter(session, workspace, who, now)


def forget_rows(session: Session, person: Person, now: datetime) -> None:
    """Forget somebody, without an entry in the list. Objects that the caller has loaded are stale after it.

    Features follow first, while all is there. Then each table is treated as its feature registered it.
    """
    session.flush()
    workspace, who, team = person.workspace, person.person, person.team
    locked = select(Person.person).where(Person.workspace == workspace, Person.person == who)
    if session.execute(locked.with_for_update()).first() is None:  # a second press came first
        raise Refused("Heraut keeps nothing about you.")
    alone = bool(team) and not _is_shared(session, person)
    _resign(session, person, now)
    happened(session, Forgotten(person), now)
    session.flush()
    session.expunge_all()
    for name, same in groupby(_by_table(session), key=lambda held: held.table.__tablename__):
        if name != Person.__tablename__:
            _sweep(session, [*same], workspace, who)
    session.execute(delete(Person).where(Person.workspace == workspace, Person.person == who))
    if alone:
        _leave_team(session, workspace, team)


def _resign(session: Session, person: Person, now: datetime) -> None:
    """They leave, and give back their role, so that whatever follows from that happens first."""
    if person.joined:
        person.left_at, person.named, person.clicks, person.next_at = now, False, False, None
        person.credited = False
        happened(session, Left(person), now)
    if person.champion:
        person.role = NOBODY
        happened(session, RoleLost(person), now)


def _by_table(session: Session) -> Sequence[Held]:
    return sorted((held for held in holds_of(session) if held.fate != "own"), key=lambda held: held.table.__tablename__)


def _sweep(session: Session, holds: Sequence[Held], workspace: str, who: str) -> None:
    """Delete the rows of one table, or put a random id in the place of the person's."""
    table, other = table_of(holds[0]), ""
    for held in holds:
        own = (table.c.workspace == workspace, table.c[held.column] == who)
        if held.fate != "tombstone":
            session.execute(delete(table).where(*own))
        elif session.execute(select(table.c[held.column]).where(*own).limit(1)).first():
            other = other or stand_in(session, workspace)
            session.execute(update(table).where(*own).values(**_emptied(session, held, who), **{held.column: other}))


def _emptied(session: Session, held: Held, who: str) -> dict[str, object]:
    """What a row that stays looks like. An id of its own that holds the person's id is changed."""
    columns = table_of(held).c
    blank: dict[str, object] = {name: None if columns[name].nullable else "" for name in held.blank}
    blank.update({name: day_of(session, columns[name]) for name in held.coarse})
    if held.renew:
        blank[held.renew] = func.replace(columns[held.renew], who, new_id())
    return blank


def _is_shared(session: Session, person: Person) -> bool:
    """Whether somebody else is in a team of that name, or was when something was offered to them."""
    queries = (
        select(model.person).where(
            model.workspace == person.workspace, model.team == person.team, model.person != person.person
        )
        for model in (Person, Nudge)
    )
    return any(session.execute(query.limit(1)).first() for query in queries)


def _leave_team(session: Session, workspace: str, team: str) -> None:
    """The name of the team is theirs alone: what it did counts under no team from now on."""
    for table in Base.metadata.sorted_tables:
        if "team" in table.columns and table.name != Person.__tablename__:
            merge(session, table, {"team": ""}, table.c.workspace == workspace, table.c.team == team)
