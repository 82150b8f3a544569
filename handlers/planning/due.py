"""The people who are due, with their settings and wishes: what a plan reads, for many people at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from handlers.calendar.workdays import Off, as_range
from handlers.content.ways import Wishes
from handlers.planning.wishes import wishes_of
from models import Person, Workspace
from models.prepared import Query

NOTHING: Wishes = MappingProxyType({})


class Advocate(NamedTuple):
    """What decides when an advocate is nudged."""

    person: str
    timezone: str
    joined_at: datetime | None
    paused_until: datetime | None
    quiet_until: datetime | None
    checked_at: datetime | None
    pace_from: datetime | None
    unreachable_at: datetime | None
    nudged_at: datetime | None
    weekly_most: int
    hours_from: int
    hours_to: int
    days: int
    country: str
    team: str
    urgent: bool  # emergencies may go above their budget
    off: Sequence[Off] = ()
    wishes: Wishes = NOTHING  # what they chose, if it was read

    @classmethod
    def of(cls, person: Person, off: Sequence[Off], wishes: Wishes = NOTHING) -> "Advocate":
        """From a person that has been loaded."""
        return cls._make((*(getattr(person, name) for name in KEPT), off, wishes))


KEPT = tuple(name for name in Advocate._fields if name not in Advocate._field_defaults)  # columns of Person


JOINED = (Person.joined_at.is_not(None), Person.left_at.is_(None))  # worded as in the partial index, so that it is used
BUSY = Query(
    select(Workspace.workspace)
    .where(
        Workspace.paused_at.is_(None),
        # A scalar subquery and not EXISTS, so that both databases do one index lookup for each workspace.
        select(func.min(Person.next_at)).where(Person.workspace == Workspace.workspace, *JOINED).scalar_subquery()
        <= bindparam("now"),
    )
    .order_by(Workspace.workspace)
)
PAUSED = select(Workspace.paused_at).where(Workspace.workspace == bindparam("workspace")).scalar_subquery()
DUE = Query(
    select(*(getattr(Person, name) for name in KEPT))
    .where(Person.workspace == bindparam("workspace"), *JOINED, Person.next_at <= bindparam("now"), PAUSED.is_(None))
    .order_by(Person.next_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, key_share=True)
)


def busy(session: Session, now: datetime) -> list[str]:
    """The workspaces with people who are due."""
    return [workspace for (workspace,) in BUSY.all(session, now=now)]


def people_due(
    session: Session, workspace: str, now: datetime, most: int, asked: Collection[str] | None = None
) -> list[Advocate]:
    """At most `most` people who are due, the longest waiting first. Locks them; skips those locked by another replica.

    Nobody if the workspace is paused. `asked`: as for `wishes_of`.
    """
    found = DUE.all(session, workspace=workspace, now=now, most=most)
    return advocates(session, workspace, found, asked) if found else []


def advocates(
    session: Session, workspace: str, rows: Sequence[tuple[object, ...]], asked: Collection[str] | None = None
) -> list[Advocate]:
    """Advocates from rows with the columns KEPT, in the order of the rows. `asked`: as for `wishes_of`."""
    wishes = wishes_of(session, workspace, (str(row[0]) for row in rows), asked)
    return [Advocate._make((*row, _off(its), its)) for row, its in zip(rows, wishes.values(), strict=True)]


def advocate_of(session: Session, person: Person) -> Advocate:
    """One person as an advocate, with their wishes and days off."""
    wishes = wishes_of(session, person.workspace, [person.person])[person.person]
    return Advocate.of(person, _off(wishes), wishes)


def _off(wishes: Wishes) -> Sequence[Off]:
    off = wishes.get("off")
    return tuple(sorted(as_range(kept) for kept in off)) if off else ()
