"""What becomes of shares and nudges when their person is forgotten: counts stay, under ids that lead nowhere."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten
from handlers.members.stand_ins import new_id, stand_in
from models import Nudge, Person, Share
from models.base import Base

GIVEN = "given"  # in place of the address of a post
NUDGE, SHARE = Base.metadata.tables["nudge"], Base.metadata.tables["share"]
UNSAID: Mapping[str, object] = {  # of a nudge: what it was offered for, and what they answered
    "because": "",
    "digest": "",
    "answer": None,
    "answered_at": None,
    "reason": None,
    "later_until": None,
}


def shares_forgotten(session: Session, event: Forgotten, _: datetime) -> None:
    """Delete what counts nowhere; keep the rest for the totals, without words, addresses, answers and moments."""
    person = event.person
    session.execute(delete(Share).where(_shares(person), ~_counts()))
    kept = exists().where(Share.workspace == Nudge.workspace, Share.nudge == Nudge.id)
    session.execute(delete(Nudge).where(_nudges(person), Nudge.week == "", ~kept))
    if session.execute(select(Nudge.id).where(_nudges(person)).limit(1)).first():
        _renew(session, person, stand_in(session, person.workspace))


def _renew(session: Session, person: Person, other: str) -> None:
    """Give the rows new ids: the old ones hold the person's id, or open their share page."""
    nudges = session.execute(select(NUDGE).where(_nudges(person))).mappings().all()
    shares = session.execute(select(SHARE).where(_shares(person))).mappings().all()
    ids = {row["id"]: new_id() for row in nudges}
    session.execute(insert(NUDGE), [{**_days(row), **UNSAID, "id": ids[row["id"]], "person": other} for row in nudges])
    if shares:
        session.execute(delete(Share).where(_shares(person)))
        session.execute(insert(SHARE), [_share(row, ids[row["nudge"]], other) for row in shares])
    session.execute(delete(Nudge).where(_nudges(person)))


def _share(row: RowMapping, nudge: str, other: str) -> dict[str, object]:
    address = GIVEN if row["address"] else ""
    blank = {"text": "", "offered": "", "disclosed": None, "address": address, "look_at": None, "looks": 0}
    return {**_days(row), **blank, "id": new_id(), "nudge": nudge, "person": other}


def _days(row: RowMapping) -> dict[str, object]:
    """The row, with the day alone of each moment."""
    return {name: _day(kept) if isinstance(kept, datetime) else kept for name, kept in row.items()}


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _shares(person: Person) -> ColumnElement[bool]:
    return and_(Share.workspace == person.workspace, Share.person == person.person)


def _nudges(person: Person) -> ColumnElement[bool]:
    return and_(Nudge.workspace == person.workspace, Nudge.person == person.person)


def _counts() -> ColumnElement[bool]:
    """Whether a share counts in the totals."""
    return or_(Share.state == "posted", and_(Share.state == "started", Share.opened_at.is_not(None)))
