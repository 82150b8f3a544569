"""An organiser who leaves leaves their events to the champions; somebody who leaves gives their seats back."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken
from handlers.gatherings.organisers import organises
from handlers.gatherings.seats import leave_all
from handlers.members.handover import handed_over, on_duty_with
from models import Gathering, Organiser, Person


def organiser_lost(session: Session, event: RoleLost, now: datetime) -> None:
    """Somebody who gave back the role may still organise, because a champion named them."""
    if not organises(session, event.person):
        _hand_over(session, event.person, now)


def organiser_left(session: Session, event: Left, now: datetime) -> None:
    """Their seats are free, and their events get another organiser unless they are a champion still."""
    leave_all(session, event.person, now)
    _no_longer_named(session, event.person)
    if not event.person.on_duty:
        _hand_over(session, event.person, now)


def organiser_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    leave_all(session, event.person, now)
    _no_longer_named(session, event.person)
    _hand_over(session, event.person, now)


def role_taken(session: Session, event: RoleTaken, now: datetime) -> None:
    """A new champion gets the events that nobody who may organise runs."""
    person, on_duty = event.person, on_duty_with(session, event.person, now)
    named = select(Organiser.person).where(Organiser.workspace == person.workspace)
    orphans = (Gathering.workspace == person.workspace, Gathering.ends_at > now, Gathering.run_by.not_in(on_duty))
    session.execute(update(Gathering).where(*orphans, Gathering.run_by.not_in(named)).values(run_by=person.person))


def _no_longer_named(session: Session, person: Person) -> None:
    its = (Organiser.workspace == person.workspace, Organiser.person == person.person)
    session.execute(delete(Organiser).where(*its))


def _hand_over(session: Session, person: Person, now: datetime) -> None:
    its = (Gathering.workspace == person.workspace, Gathering.run_by == person.person)
    rows = select(Gathering).where(*its, Gathering.ends_at > now).order_by(Gathering.starts_at, Gathering.id)
    for gathering, other in handed_over(session, person, rows, now):
        gathering.run_by = other.person
