"""`/heraut approval`: whether content needs a second champion. Managers decide."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.approval import cards
from handlers.approval.requests import end_request
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction
from handlers.core.people import manager, meet, words_of
from models import Approval, Content, Workspace


def approval_setting(session: Session, interaction: Interaction, now: datetime) -> Card:
    person = manager(meet(session, interaction.actor, now))
    return cards.setting_card(words_of(person), second=session.get_one(Workspace, person.workspace).second)


def second_on(session: Session, interaction: Interaction, now: datetime) -> Card:
    """From now on content needs a second champion. What runs already goes on."""
    return _switched(session, interaction, now, on=True)


def second_off(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Champions publish by themselves again. Who waits hears that, but for what speaks in the organisation's name."""
    return _switched(session, interaction, now, on=False)


def _switched(session: Session, interaction: Interaction, now: datetime, *, on: bool) -> Card:
    person = manager(meet(session, interaction.actor, now))
    workspace = session.get_one(Workspace, person.workspace)
    if workspace.second != on:
        workspace.second = on
        audit(session, person, "second_switched", "", now, "on" if on else "off")
        if not on:
            _end_waiting(session, person.workspace, now)
    return cards.setting_card(words_of(person), second=on)


def _end_waiting(session: Session, workspace: str, now: datetime) -> None:
    its = (Approval.workspace == Content.workspace) & (Approval.content == Content.id)
    waiting = select(Content).join(Approval, its).where(Content.workspace == workspace, Approval.state == "waiting")
    for content in session.scalars(waiting.where(Content.official.is_(False))).all():
        end_request(session, content, "unneeded", now)
