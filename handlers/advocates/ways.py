"""What a person's ways to take part mean for their nudges: none for supporters, and nothing they do not do."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.ways import SUPPORT, ways_of
from handlers.nudges.messages import take_back
from models import Content, Nudge, Person


def look_at(session: Session, person: Person, moment: datetime) -> None:
    """Look then whether a nudge is due; never, for who only supports."""
    person.next_at = None if SUPPORT in ways_of(session, person) else moment


def narrow(session: Session, person: Person, now: datetime) -> None:
    """What waits for the person and asks for something that they do not do (any more) is taken back."""
    look_at(session, person, now)
    if not person.joined:  # nobody plans for them, and nothing waits
        return
    session.flush()  # who plans for them at this moment is waited for, so that what they write is seen below
    others = select(Nudge.id).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.content == Content.id,
        Content.workspace == person.workspace,
        Content.way.not_in(ways_of(session, person)),
    )
    take_back(session, person.workspace, others, "not their way to take part")
