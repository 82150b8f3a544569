"""Publishing, discarding and stopping content: each once, by a champion."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.content.days import first_day
from handlers.content.states import find, move
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import champion, meet, words_of
from handlers.nudges.messages import show_all_again, take_back
from handlers.outbox.pause import pause_notice
from handlers.publishing import cards
from handlers.publishing.suggestions import credit
from models import Content, Nudge, Person


def publish(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Publish a draft. It is offered from the next round on."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    check_complete(content)
    over = content.ends_at is not None and content.ends_at <= now
    starts = content.starts_at if over else max(content.starts_at, now)
    day = max(first_day(content), local_date(starts, content.zone))
    move(session, content, "draft", "running", starts_at=starts, first_day=day)
    audit(session, person, "published", content.id, now)
    credit(session, person, content, now)
    card = cards.published(words_of(person), content.id, content.title, audience(session, content))
    return card.model_copy(update={"parts": (*pause_notice(session, person), *card.parts)})


def check_complete(content: Content) -> None:
    """Refused if the content is not complete enough to be published."""
    if content.way != "create" and not content.url:
        raise Refused("It needs an address first. Press: Edit")


def discard(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Discard a draft."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    move(session, content, "draft", "stopped")
    audit(session, person, "discarded", content.id, now)
    return cards.discarded(words_of(person), content.title)


def stop(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Stop running content: withdraw waiting messages, and say so on unanswered cards."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    move(session, content, "running", "stopped")
    audit(session, person, "stopped", content.id, now)
    silence(session, content, now)
    return cards.stopped(words_of(person), content.id, content.title)


def silence(session: Session, content: Content, now: datetime) -> None:
    """Withdraw the content's waiting messages, and rewrite the cards that nobody has answered."""
    nudges = select(Nudge.id).where(Nudge.workspace == content.workspace, Nudge.content == content.id)
    take_back(session, content.workspace, nudges, "stopped")
    show_all_again(session, content.workspace, nudges.where(Nudge.answer.is_(None)), now)


def audience(session: Session, content: Content) -> int:
    """The number of advocates that the content may reach."""
    joined = select(func.count()).where(
        Person.workspace == content.workspace,
        Person.joined_at.is_not(None),
        Person.left_at.is_(None),
        Person.person != content.author,
    )
    return session.scalar(joined) or 0
