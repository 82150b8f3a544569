"""A champion who leaves leaves their campaigns to the others."""

from datetime import datetime
from itertools import cycle

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken, champions_of
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
    on_duty = {one.person for one in champions_of(session, person, now)} | {person.person}
    orphans = (Campaign.workspace == person.workspace, Campaign.run_by.not_in(on_duty))
    session.execute(update(Campaign).where(*orphans).values(run_by=person.person))


def _hand_over(session: Session, person: Person, now: datetime) -> None:
    """To the other champions in turn. Without any they stay as they are, until somebody takes the role."""
    others = champions_of(session, person, now)
    its = (Campaign.workspace == person.workspace, Campaign.run_by == person.person)
    for campaign, other in zip(session.scalars(select(Campaign).where(*its).order_by(Campaign.id)), cycle(others)):
        campaign.run_by = other.person
