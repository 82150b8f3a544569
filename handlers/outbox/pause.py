"""Whether everything is paused in a workspace, and how people are told."""

from sqlalchemy.orm import Session

from handlers.core.interaction import Part, Refused
from handlers.core.people import words_of
from handlers.outbox import pause_cards
from models import Person, Workspace
from models.prepared import get_one


def is_paused(session: Session, workspace: str) -> bool:
    """Whether everything is paused in a workspace."""
    return get_one(session, Workspace, workspace).paused_at is not None


def refuse_while_paused(session: Session, workspace: str) -> None:
    """Raises `Refused` while everything is paused. For buttons of something that was offered."""
    if is_paused(session, workspace):
        raise Refused("Everything is paused just now. Nothing is lost: this comes back when somebody resumes.")


def pause_notice(session: Session, person: Person) -> tuple[Part, ...]:
    """The notice at the top of Home and of lists while everything is paused. Champions also see who paused it."""
    workspace = session.get_one(Workspace, person.workspace)
    if workspace.paused_at is None:
        return ()
    by = paused_by(session, workspace) if person.champion else ""
    return pause_cards.notice(words_of(person), by, workspace.paused_at, person.timezone)


def paused_by(session: Session, workspace: Workspace) -> str:
    """The name of the person who paused everything, or their id."""
    by = session.get(Person, (workspace.workspace, workspace.paused_by))
    return by.name if by else workspace.paused_by
