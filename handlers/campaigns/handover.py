"""A champion who leaves leaves their campaigns to the others."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken
from handlers.members.handover import handed_over, on_duty_with
from models import Campaign, Person


def give_over(session: Session, event: RoleLost | Forgotten, now: datetime) -> None:
    _hand_over(session, event.person, now)


def hand_over_of_leaver(session: Session, event: Left, now: datetime) -> None:
    """Somebody who does not take part any more may still be a champion."""
    if not event.person.on_duty:
        _hand_over(session, event.person, now)


def role_taken(session: Session, event: RoleTaken, now: datetime) -> None:
    """A new champion gets the campaigns that nobody on duty runs."""
    person = event.person
    orphans = (Campaign.workspace == person.workspace, Campaign.run_by.not_in(on_duty_with(session, person, now)))
    session.execute(update(Campaign).where(*orphans).values(run_by=person.person))


def _hand_over(session: Session, person: Person, now: datetime) -> None:
    its = (Campaign.workspace == person.workspace, Campaign.run_by == person.person)
    for campaign, other in handed_over(session, person, select(Campaign).where(*its).order_by(Campaign.id), now):
        campaign.run_by = other.person
