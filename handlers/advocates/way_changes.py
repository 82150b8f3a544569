"""Keeps nudges to the ways a person takes part: none for supporters, and none for other ways."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.ways import SUPPORT, ways_of
from handlers.nudges.messages import take_back
from models import Content, Nudge, Person


def check_at(session: Session, person: Person, moment: datetime) -> None:
    """Set when the person is next checked for a nudge; never for supporters."""
    person.next_at = None if SUPPORT in ways_of(session, person) else moment


def narrow(session: Session, person: Person, now: datetime) -> None:
    """Withdraw waiting nudges that ask for something the person does not do (any more)."""
    check_at(session, person, now)
    if not person.joined:  # nothing is planned or waiting for them
        return
    session.flush()  # waits for a planner that has this person locked, so the query below sees its nudges
    others = select(Nudge.id).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.content == Content.id,
        Content.workspace == person.workspace,
        Content.way.not_in(ways_of(session, person)),
    )
    take_back(session, person.workspace, others, "not their way to take part")
