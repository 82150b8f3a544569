"""What becomes of messages when a person is forgotten: theirs go, and nobody else's name them."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten
from handlers.outbox.queue import UNSENT
from models import ForgottenMark, Message, Person
from models.engine import moment

LATELY = timedelta(hours=1)  # a lease is a minute
IN_FLIGHT = Message.state == "sending"


def messages_forgotten(session: Session, event: Forgotten, _: datetime) -> None:
    """Delete their messages, but for those on their way: those go when they have arrived. See `orphans`."""
    person = event.person
    here = Message.workspace == person.workspace
    session.execute(delete(Message).where(here, Message.person == person.person, ~IN_FLIGHT))
    about = update(Message).where(here, Message.subject == person.person)
    session.execute(about.where(Message.state.in_(UNSENT)).values(state="cancelled", reason="forgotten"))
    session.execute(about.values(subject=""))


def orphans(session: Session, now: datetime) -> None:
    """Delete messages to people who were forgotten lately, once nothing is on its way. Otherwise it reads one row."""
    if not session.scalar(select(ForgottenMark.mark).where(ForgottenMark.at >= now - LATELY).limit(1)):
        return
    delete_orphans(session, now)


def delete_orphans(session: Session, now: datetime) -> None:
    """Delete messages to people who are not known, but for those on their way."""
    known = exists().where(Person.workspace == Message.workspace, Person.person == Message.person)
    over = or_(~IN_FLIGHT, Message.lease_until < moment(session, now))
    session.execute(delete(Message).where(Message.person.is_not(None), ~known, over))
