"""Find events: one, those to come, those that are over; and who may come to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Refused
from handlers.gatherings.organisers import organises
from models import Gathering, Person, Seat
from models.gathering import Audience


def gathering_of(session: Session, person: Person, gathering: str) -> Gathering:
    """The event, if the person may come to it, organises events, or has answered. Raises `Refused` otherwise."""
    found = session.get(Gathering, (person.workspace, gathering))
    if found is None or not (may_come(person, found) or seat_of(session, person, found) or organises(session, person)):
        raise Refused("This event is not there any more. See what there is: /heraut events")
    return found


def seat_of(session: Session, person: Person, its: Gathering) -> Seat | None:
    """What the person said about the event; None if nothing."""
    return session.get(Seat, (person.workspace, its.id, person.person))


def audiences(person: Person) -> Sequence[Audience]:
    """The audiences that this person belongs to."""
    groups: dict[Audience, bool] = {"all": True, "advocates": person.joined, "champions": person.champion}
    return [group for group, belongs in groups.items() if belongs]


def may_come(person: Person, its: Gathering) -> bool:
    return its.audience in audiences(person)


def _for(session: Session, person: Person) -> list[ColumnElement[bool]]:
    its = [Gathering.workspace == person.workspace, Gathering.state == "planned"]
    return its if organises(session, person) else [*its, Gathering.audience.in_(audiences(person))]


def to_come(session: Session, person: Person, now: datetime, skip: int, most: int) -> Sequence[Gathering]:
    """What is not over yet, the next one first."""
    rows = select(Gathering).where(*_for(session, person), Gathering.ends_at > now)
    return session.scalars(
        rows.order_by(Gathering.ends_at, Gathering.name, Gathering.id).offset(skip).limit(most)
    ).all()


def past(session: Session, person: Person, now: datetime, skip: int, most: int) -> Sequence[Gathering]:
    """What is over, the latest one first."""
    rows = select(Gathering).where(*_for(session, person), Gathering.ends_at <= now)
    return session.scalars(
        rows.order_by(Gathering.ends_at.desc(), Gathering.name, Gathering.id).offset(skip).limit(most)
    ).all()


def own_answers(session: Session, person: Person, rows: Sequence[Gathering]) -> dict[str, Seat]:
    """What the person said about these events, by event."""
    its = (Seat.workspace == person.workspace, Seat.person == person.person)
    found = session.scalars(select(Seat).where(*its, Seat.gathering.in_([row.id for row in rows])))
    return {seat.gathering: seat for seat in found}


def names_of(session: Session, its: Gathering, state: str, skip: int, most: int) -> Sequence[str]:
    """Who comes, or who waits, by their place in the queue."""
    here = (Seat.workspace == its.workspace, Seat.gathering == its.id, Seat.state == state)
    people = (Person.workspace == Seat.workspace) & (Person.person == Seat.person)
    rows = select(Person.name).join(Seat, people).where(*here)
    return session.scalars(rows.order_by(Seat.number).offset(skip).limit(most)).all()
