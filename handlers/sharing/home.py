"""The section of Home about a person's shares."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Part, Text
from handlers.core.people import words_of
from models import Person, Share


def shares(session: Session, person: Person, _: datetime) -> Sequence[Part]:
    """A sentence with the number of stories they shared, if they shared any."""
    posted = select(func.count()).where(
        Share.workspace == person.workspace, Share.person == person.person, Share.state == "posted"
    )
    number = session.scalar(posted) or 0
    if not number:
        return ()
    return (Text(text=words_of(person).tn("You shared one story.", "You shared {n} stories.", number)),)
