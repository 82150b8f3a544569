"""What works-council mode says by itself: a request to other managers, and to everybody that it is off."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.council import cards
from handlers.outbox.kinds import COUNCIL_BACK, COUNCIL_ENDED, LEADERBOARD
from handlers.outbox.queue import refresh, tell, tell_each
from models import Message, Person, Workspace


def tell_managers(session: Session, asked_by: Person, now: datetime) -> None:
    """Tell the other managers that one of them wants to switch works-council mode off."""
    others = (Person.workspace == asked_by.workspace, Person.role == "manager", Person.person != asked_by.person)
    for other in session.scalars(select(Person).where(*others, Person.left_at.is_(None)).order_by(Person.person)):
        subject = _moment(now)
        tell(session, other, COUNCIL_BACK.key(subject, other.person), subject, now)


def tell_ended(session: Session, workspace: str, since: datetime, now: datetime) -> None:
    """Tell everybody who takes part, once, that works-council mode is off. `since`: when it began."""
    members = (Person.workspace == workspace, Person.joined_at.is_not(None), Person.left_at.is_(None))
    people = session.scalars(select(Person).where(*members).order_by(Person.person)).all()
    keys = [(person, COUNCIL_ENDED.key(_moment(since), person.person)) for person in people]
    tell_each(session, keys, _moment(now), now)


def rewrite_unnamed(session: Session, workspace: str, now: datetime) -> None:
    """Have the weekly messages that channels got written again, without names."""
    sent = select(Message.subject).where(Message.workspace == workspace, Message.kind == LEADERBOARD.name)
    refresh(session, workspace, LEADERBOARD, sent, now)


def write_back(session: Session, message: Message, now: datetime) -> Card | None:
    """The request, with the buttons to answer it; None once it has been answered, or to a former manager."""
    reader = session.get_one(Person, (message.workspace, message.person))
    workspace = session.get_one(Workspace, message.workspace)
    asked_at, by = workspace.council_back_at, session.get(Person, (message.workspace, workspace.council_back_by))
    if reader.role != "manager" or asked_at is None or by is None or _moment(asked_at) != message.subject:
        return None
    words = words_of(reader)
    state = cards.asked_off(words, by.name, asked_at, reader.timezone)
    return cards.council_card(words, state, [cards.agree(words), cards.keep_mode(words)])


def write_ended(session: Session, message: Message, now: datetime) -> Card | None:
    """That works-council mode is off; None if it is on again, or the person has left."""
    person = session.get_one(Person, (message.workspace, message.person))
    if not person.joined or session.get_one(Workspace, message.workspace).council_at is not None:
        return None
    return cards.mode_ended_card(words_of(person), datetime.fromisoformat(message.subject), person.timezone)


def _moment(moment: datetime) -> str:
    """A moment as text, in UTC: PostgreSQL's driver gives times in the zone of its session."""
    return moment.astimezone(UTC).isoformat()
