"""Taking content back: it stops, and the people who shared it are asked to remove it, or told of a change, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from handlers.approval.requests import end_request
from handlers.content.states import find, move, moved, rounds_of
from handlers.core.audit import audit
from handlers.core.forms import Filled, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import champion, meet, words_of
from handlers.outbox.kinds import RECALL
from handlers.outbox.queue import tell_each
from handlers.publishing import recall_cards as cards
from handlers.publishing.lifecycle import silence
from models import Content, Message, Person, Share


class Recall(Submitted):
    """The submitted form: what to ask of the people who shared it, and why."""

    ask: Literal["remove", "changed"] = "remove"
    reason: Filled


def recall(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask why, then stop the content and message the people who shared it. Stopped content can be taken back too."""
    person = champion(meet(session, interaction.actor, now))
    content, words = find(session, person, interaction.target), words_of(person)
    if content.state not in ("running", "stopped") and not (content.state == "draft" and _sharers(session, content)):
        raise Refused("Only what has been published can be taken back.")
    if _messages(session, content):
        raise Refused("This has been taken back already.")
    if "reason" not in interaction.values:
        return cards.recall_form(words, content.id, content.title)
    form = check(Recall, interaction, words)
    move(session, content, content.state, "stopped", decided_by=person.person, reason=form.reason, stopped_at=now)
    audit(session, person, "recalled", content.id, now)
    end_request(session, content, "unneeded", now, person.person)
    silence(session, content, now)
    _stop_rounds(session, content, now)
    sharers = _sharers(session, content)
    keys = [(sharer, RECALL.key(form.ask, content.id, sharer.person)) for sharer in sharers]
    tell_each(session, keys, content.id, now)
    return cards.recalled(words, content.title)


def write_recall(session: Session, message: Message, now: datetime) -> Card | None:
    """Ask a person who shared it; None if they have left."""
    person = session.get_one(Person, (message.workspace, message.person))
    if not person.joined:
        return None
    content = session.get_one(Content, (message.workspace, message.subject))
    by = session.get_one(Person, (message.workspace, content.decided_by))
    mine = select(Share.network, Share.address).where(*_posted(content), Share.person == person.person)
    places = [(network, address) for network, address in session.execute(mine.order_by(Share.posted_at))]
    ask = message.key.split(":")[1]
    return cards.asked(words_of(person), content.title, by.name, content.reason, places, remove=ask == "remove")


def _stop_rounds(session: Session, content: Content, now: datetime) -> None:
    """What came back, or would, stops too."""
    its = (Content.workspace == content.workspace, Content.id.in_(rounds_of(content)), Content.id != content.id)
    for other in session.scalars(select(Content).where(*its, Content.state == "running")).all():
        if moved(session, other, "running", "stopped", stopped_at=now, rests=0):
            silence(session, other, now)


def _sharers(session: Session, content: Content) -> Sequence[Person]:
    """The people who posted it and still take part."""
    whom = select(Share.person).where(*_posted(content))
    here = (Person.workspace == content.workspace, Person.joined_at.is_not(None), Person.left_at.is_(None))
    return session.scalars(select(Person).where(*here, Person.person.in_(whom)).order_by(Person.person)).all()


def _posted(content: Content) -> tuple[ColumnElement[bool], ...]:
    return (Share.workspace == content.workspace, Share.content.in_(rounds_of(content)), Share.state == "posted")


def _messages(session: Session, content: Content) -> bool:
    its = (Message.workspace == content.workspace, Message.kind == RECALL.name, Message.subject == content.id)
    return session.execute(select(Message.key).where(*its).limit(1)).first() is not None
