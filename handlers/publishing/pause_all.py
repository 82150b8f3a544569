"""Pausing everything: nothing unprompted goes out until a champion or manager resumes."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import champion, meet, words_of
from handlers.nudges.messages import show_all_again
from handlers.outbox import pause_cards as cards
from handlers.outbox.pause import paused_by
from handlers.outbox.queue import hold_all, release_held
from models import Content, Nudge, Person, Workspace


def ask_pause_all(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut pause all`: explain what it does, and ask for confirmation."""
    person = champion(meet(session, interaction.actor, now))
    _not_yet(session, person)
    return cards.pause_question(words_of(person))


def pause_all(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Pause: queued messages wait, nothing is planned, and unanswered cards say so."""
    person = champion(meet(session, interaction.actor, now))
    if not begin(session, person.workspace, person.person, now):
        _not_yet(session, person)
    audit(session, person, "paused_all", "", now)
    return cards.paused_card(words_of(person))


def resume_all(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Resume, which only a person can do. Held messages go out, slowly at first, and the cards return."""
    person = champion(meet(session, interaction.actor, now))
    if not end(session, person.workspace, now):
        raise Refused("Nothing is paused.")
    audit(session, person, "resumed_all", "", now)
    return cards.resumed_card(words_of(person))


def begin(session: Session, workspace: str, by: str, now: datetime) -> bool:
    """Pause a workspace. False if it was paused already."""
    if not _set(session, workspace, Workspace.paused_at.is_(None), now, by):
        return False
    hold_all(session, workspace, now)
    _rewrite_cards(session, workspace, now)
    return True


def end(session: Session, workspace: str, now: datetime) -> bool:
    """Resume a workspace. False if it was not paused."""
    if not _set(session, workspace, Workspace.paused_at.is_not(None), None, ""):
        return False
    release_held(session, workspace, now)
    _rewrite_cards(session, workspace, now)
    return True


def _not_yet(session: Session, person: Person) -> None:
    workspace = session.get_one(Workspace, person.workspace)
    if workspace.paused_at is not None:
        raise Refused("{name} has paused everything already.", name=paused_by(session, workspace))


def _set(session: Session, workspace: str, where: ColumnElement[bool], at: datetime | None, by: str) -> bool:
    """Set or clear the pause where the condition holds; of two presses only one succeeds."""
    here = update(Workspace).where(Workspace.workspace == workspace, where).values(paused_at=at, paused_by=by)
    return session.connection().execute(here).rowcount == 1


def _rewrite_cards(session: Session, workspace: str, now: datetime) -> None:
    """Queue an update of every unanswered card of running content, sent at the platform's pace."""
    running = select(Content.id).where(Content.workspace == workspace, Content.state == "running")
    open_ = select(Nudge.id).where(Nudge.workspace == workspace, Nudge.answer.is_(None), Nudge.content.in_(running))
    show_all_again(session, workspace, open_, now)
