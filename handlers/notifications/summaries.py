"""The summary: one message with what was beyond a person's daily limit."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet, words_of
from handlers.core.targets import read_page, read_tap
from handlers.notifications import summary_cards as cards
from handlers.outbox.gate import GATHERED, barred, recipients
from handlers.outbox.kinds import SUMMARY
from handlers.registry.feature import features_of
from models import Message, Person

PAGE = 6  # messages


def write_summary(session: Session, message: Message, now: datetime) -> Card | None:
    """The summary of all that waits for it; None if nothing of it holds any more."""
    person = session.get_one(Person, (message.workspace, message.person))
    for one in session.scalars(_for(person, Message.state == "deferred", Message.reason == GATHERED)).all():
        one.state, one.reason = "cancelled", _told(message)
    session.flush()
    return _page(session, person, message, 1, now)


def summary(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Another page of a summary, or one of its messages in full."""
    person = meet(session, interaction.actor, now)
    tap = read_tap(interaction.target, cards.VERBS)
    if tap.word == "open":
        return _open(session, person, tap.about, now)
    number, _, key = tap.about.partition(":")
    message = session.get(Message, (person.workspace, key))
    if message is None or message.person != person.person or message.kind != SUMMARY.name:
        raise Refused("This card belongs to somebody else.")
    card = _page(session, person, message, read_page(number) or 1, now)
    if card is None:
        raise Refused("This card has expired. See what is new: /heraut next")
    return card.model_copy(update={"instead": True})


def _open(session: Session, person: Person, key: str, now: datetime) -> Card:
    message = session.get(Message, (person.workspace, key))
    if message is None or message.person != person.person:
        raise Refused("This card belongs to somebody else.")
    for _, card in _written(session, [message], now):
        return card
    raise Refused("This card has expired. See what is new: /heraut next")


def _page(session: Session, person: Person, message: Message, number: int, now: datetime) -> Card | None:
    its = _for(person, Message.state == "cancelled", Message.reason == _told(message))
    recipient = recipients(session, [person])[person.workspace, person.person]
    kinds = features_of(session.info).messages
    holding = [one for one in session.scalars(its) if not barred(kinds[one.kind].kind, recipient, now)]
    found = _written(session, holding, now)
    if not found:
        return None
    start = (number - 1) * PAGE
    lines = [(one.key, card.summary) for one, card in found[start : start + PAGE]]
    following = f"{number + 1}:{message.key}" if len(found) > start + PAGE else ""
    return cards.summary_card(words_of(person), len(found), lines, following)


def _written(session: Session, messages: Sequence[Message], now: datetime) -> list[tuple[Message, Card]]:
    """The messages that still hold, with their cards, in the order in which they were written."""
    writers, found = features_of(session.info).messages, list[tuple[Message, Card]]()
    for kind, same in groupby(sorted(messages, key=lambda one: one.kind), key=lambda one: one.kind):
        several = [*same]
        written = writers[kind].write(session, several, now)
        found += [(one, card) for one, card in zip(several, written, strict=True) if isinstance(card, Card)]
    return sorted(found, key=lambda pair: (pair[0].created_at, pair[0].key))


def _for(person: Person, *conditions: ColumnElement[bool]) -> Select[Message]:
    return select(Message).where(Message.workspace == person.workspace, Message.person == person.person, *conditions)


def _told(summary: Message) -> str:
    """The reason of a message that this summary tells."""
    return f"told in {summary.key}"
