"""What recognition does when people go: the ledger keeps its sums, and sent messages no longer name them."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten, Left, NameWithdrawn
from handlers.members.stand_ins import GONE
from handlers.outbox.kinds import LEADERBOARD, THANKS
from handlers.outbox.queue import refresh
from models import LedgerEntry, Message, Person, Thanks


def name_withdrawn(session: Session, event: Left | NameWithdrawn, now: datetime) -> None:
    """Take their name out of the messages in channels."""
    unname(session, event.person, now)


def recognition_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Cut the ledger's lines off from what they were for, and take names and words out of sent messages."""
    person = event.person
    own = (LedgerEntry.workspace == person.workspace, LedgerEntry.person == person.person)
    session.execute(update(LedgerEntry).where(*own).values(cause=GONE + LedgerEntry.id))
    given = select(Thanks.id).where(Thanks.workspace == person.workspace, Thanks.giver == person.person)
    refresh(session, person.workspace, THANKS, given, now)
    unname(session, person, now)


def unname(session: Session, person: Person, now: datetime) -> None:
    """Have the weekly messages since they came written again; nobody knows which of them named this person."""
    weekly = select(Message.subject).where(
        Message.workspace == person.workspace, Message.kind == LEADERBOARD.name, Message.created_at >= person.met_at
    )
    refresh(session, person.workspace, LEADERBOARD, weekly, now)
