"""Pause all: from that moment nothing unprompted goes out, until a champion or manager says so."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import champion, meet, words_of
from handlers.nudges.messages import show_all_again
from handlers.outbox import pause_cards as cards
from handlers.outbox.pause import paused_by
from handlers.outbox.queue import halt, let_go
from models import Content, Nudge, Person, Workspace


def ask(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut pause all`: what it does, before it is done."""
    person = champion(meet(session, interaction.actor, now))
    _not_yet(session, person)
    return cards.question(words_of(person))


def pause_all(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What is queued waits, nothing is planned, and cards that nobody answered say so."""
    person = champion(meet(session, interaction.actor, now))
    if not begin(session, person.workspace, person.person, now):
        _not_yet(session, person)
    return cards.paused(words_of(person))


def resume_all(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Always a person's act. What was held goes on, slowly at first; the cards come back."""
    person = champion(meet(session, interaction.actor, now))
    if not end(session, person.workspace, now):
        raise Refused("Nothing is paused.")
    return cards.resumed(words_of(person))


def begin(session: Session, workspace: str, by: str, now: datetime) -> bool:
    """Pause a workspace; False when it is paused already."""
    if not _set(session, workspace, Workspace.paused_at.is_(None), now, by):
        return False
    halt(session, workspace, now)
    _write_anew(session, workspace, now)
    return True


def end(session: Session, workspace: str, now: datetime) -> bool:
    """Let a workspace go on; False when it is not paused."""
    if not _set(session, workspace, Workspace.paused_at.is_not(None), None, ""):
        return False
    let_go(session, workspace, now)
    _write_anew(session, workspace, now)
    return True


def _not_yet(session: Session, person: Person) -> None:
    workspace = session.get_one(Workspace, person.workspace)
    if workspace.paused_at is not None:
        raise Refused("{name} has paused everything already.", name=paused_by(session, workspace))


def _set(session: Session, workspace: str, where: ColumnElement[bool], at: datetime | None, by: str) -> bool:
    """Of two presses one wins."""
    here = update(Workspace).where(Workspace.workspace == workspace, where).values(paused_at=at, paused_by=by)
    return session.connection().execute(here).rowcount == 1


def _write_anew(session: Session, workspace: str, now: datetime) -> None:
    """The cards of what runs that nobody has answered, at the platform's pace."""
    running = select(Content.id).where(Content.workspace == workspace, Content.state == "running")
    open_ = select(Nudge.id).where(Nudge.workspace == workspace, Nudge.answer.is_(None), Nudge.content.in_(running))
    show_all_again(session, workspace, open_, now)
