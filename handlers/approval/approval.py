"""Approving content as the second champion, or sending it back with a sentence."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.approval import cards
from handlers.approval.events import SecondApproved
from handlers.approval.requests import OPEN, end_request, request_of, suggesters
from handlers.content.days import planned, told_start
from handlers.content.offers import texts_of
from handlers.content.states import find
from handlers.core.audit import audit
from handlers.core.forms import Filled, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import champion, meet, words_of
from handlers.nudges.cards import preview
from handlers.registry.events import happened
from models import Approval, Content, Message, Person
from models.approval import ApprovalState


class SendingBack(Submitted):
    """The submitted form with what should be different, which the champion who asked reads."""

    said: Filled


def approve_second(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Publish what a colleague asked for."""
    person, content = _request(session, interaction, now)
    if content.ends_at is not None and content.ends_at <= now:
        raise Refused("Its last day is over. Send it back, so that its days can be changed.")
    _once(session, content, "approved", person, "", now)
    audit(session, person, "second_approved", content.id, now)
    happened(session, SecondApproved(content, person), now)
    return _decided(session, person, content)


def send_back(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask what should be different, and tell the champion who asked. The content stays a draft."""
    person, content = _request(session, interaction, now)
    if "said" not in interaction.values:
        return cards.send_back_form(words_of(person), content)
    form = check(SendingBack, interaction, words_of(person))
    _once(session, content, "sent_back", person, form.said, now)
    audit(session, person, "second_sent_back", content.id, now)
    return _decided(session, person, content)


def _once(session: Session, content: Content, state: ApprovalState, by: Person, said: str, now: datetime) -> None:
    """If two champions answer at once, one wins."""
    if not end_request(session, content, state, now, by.person, said):
        raise Refused("Somebody else was first: this has been decided already.")


def _request(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Content]:
    """The champion, and the content that waits for them. Refused if it does not."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    row = request_of(session, content)
    if row is not None and row.state in ("approved", "sent_back"):
        raise Refused("Somebody else was first: this has been decided already.")
    if row is None or row.state != "waiting" or content.state != "draft" or row.asked_at + OPEN <= now:
        raise Refused("Nobody asks for this any more.")
    if person.person == row.asked_by:
        raise Refused("You asked for this yourself: another champion has to approve it.")
    if person.person in suggesters(content):
        raise Refused("You suggested this yourself: another champion has to approve it.")
    return person, content


def _decided(session: Session, person: Person, content: Content) -> Card:
    row = session.get_one(Approval, (content.workspace, content.id))
    return cards.decided_card(words_of(person), content, row.state, person.name)


def write_request(session: Session, message: Message, now: datetime) -> Card | None:
    """The request, or what became of it; None if it was over before it was sent, or the reader is not on duty."""
    reader = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    row, words = request_of(session, content), words_of(reader)
    asks = row is not None and row.state == "waiting" and content.state == "draft" and row.asked_by != reader.person
    if not reader.on_duty or (message.ref is None and not asks):
        return None
    if row is None or not asks:
        return cards.decided_card(words, content, row.state if row else "changed", _name(session, row))
    asker = session.get(Person, (content.workspace, row.asked_by))
    begins = told_start(words, content, reader.timezone) if content.starts_at > now else ""
    texts = texts_of(session, content)
    return cards.approval_request_card(words, content, asker.name if asker else "", preview(content), texts, begins)


def write_answer(session: Session, message: Message, now: datetime) -> Card | None:
    """What became of a request, for the champion who asked; None if it was asked again, or the content is gone."""
    reader = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    row, words = request_of(session, content), words_of(reader)
    if row is None or row.state == "waiting" or (row.state != "approved" and content.state != "draft"):
        return None
    begins = told_start(words, content, reader.timezone) if planned(content, now) else ""
    return cards.approval_answer_card(words, content, row.state, _name(session, row), row.said, begins)


def _name(session: Session, row: Approval | None) -> str:
    by = session.get(Person, (row.workspace, row.decided_by)) if row else None
    return by.name if by else ""


def end_late(session: Session, now: datetime) -> None:
    """End requests that nobody answered in time; who asked hears it."""
    late = select(Content).join(Approval, (Approval.workspace == Content.workspace) & (Approval.content == Content.id))
    for content in session.scalars(late.where(Approval.state == "waiting", Approval.asked_at <= now - OPEN)).all():
        end_request(session, content, "late", now)
