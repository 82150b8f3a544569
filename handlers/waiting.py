"""Whose moment has come, and what is known of them: what a plan reads, for many people at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.orm import Session

from handlers.outbox import UNSENT
from models import Message, Person, Workspace
from models.given import given, packed
from models.message import OPEN

DAY = timedelta(days=1)


class Advocate(NamedTuple):
    """What of a person decides when they are nudged."""

    person: str
    timezone: str
    joined_at: datetime | None
    paused_until: datetime | None
    unreachable_at: datetime | None
    nudged_at: datetime | None
    weekly_most: int
    hours_from: int
    hours_to: int

    @classmethod
    def of(cls, person: Person) -> "Advocate":
        """The same of a person at hand."""
        return cls(*(getattr(person, name) for name in cls._fields))

    def rests_until(self, now: datetime) -> datetime:
        """From when on they may be nudged; who cannot be reached is looked at day by day."""
        return max(now, self.paused_until or now) if self.unreachable_at is None else now + DAY


JOINED = (Person.joined_at.is_not(None), Person.left_at.is_(None))  # in the words of the index, which has nobody else
BUSY = (
    select(Workspace.workspace)
    .where(
        Workspace.workspace > bindparam("after"),
        Workspace.paused_at.is_(None),
        # As a value, and not by EXISTS: so it is one look into the index for each workspace, on either store.
        select(func.min(Person.next_at)).where(Person.workspace == Workspace.workspace, *JOINED).scalar_subquery()
        <= bindparam("now"),
    )
    .order_by(Workspace.workspace)
    .limit(1)
)
DUE = (
    select(*(getattr(Person, name) for name in Advocate._fields))
    .where(Person.workspace == bindparam("workspace"), *JOINED, Person.next_at <= bindparam("now"))
    .order_by(Person.next_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, key_share=True)
)
# The states are not asked for: a database that last counted them when nothing waited would go through all that waits.
SAID = select(Message.person, Message.state).where(
    Message.workspace == bindparam("workspace"), Message.key.in_(select(given("keys", key=String()).c.key))
)


def workspace_after(session: Session, after: str, now: datetime) -> str | None:
    """The next workspace with people whose moment has come."""
    return session.scalar(BUSY, {"after": after, "now": now})


def people_due(session: Session, workspace: str, now: datetime, most: int) -> list[Advocate]:
    """Those who wait longest, ours until the end of the transaction; whom another replica has is passed over."""
    found = session.connection().execute(DUE, {"workspace": workspace, "now": now, "most": most}).all()
    return [Advocate(*columns) for columns in found]


def unsent(session: Session, workspace: str, keys: Iterable[str]) -> set[str | None]:
    """For whom one of these messages waits to be sent."""
    found = session.connection().execute(SAID, {"workspace": workspace, "keys": packed([key] for key in keys)}).all()
    return {person for person, state in found if state in (*UNSENT, *OPEN)}
