"""Whether works-council mode is on: nobody is named, and figures are about eight people or more."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Part, Text
from handlers.core.language import Words
from handlers.core.people import words_of
from models import Person, Workspace

SINCE = select(Workspace.council_at).where(Workspace.workspace == bindparam("workspace"))


def on(workspace: Workspace) -> bool:
    """Whether works-council mode is on in this workspace."""
    return workspace.council_at is not None


def is_on(session: Session, workspace: str) -> bool:
    """Whether works-council mode is on, by the workspace's id."""
    return session.scalar(SINCE, {"workspace": workspace}) is not None


def since(workspace: str) -> ColumnElement[datetime | None]:
    """SQL: since when it is on, to read beside something else."""
    return select(Workspace.council_at).where(Workspace.workspace == workspace).scalar_subquery()


def may_be_named(person: type[Person] = Person) -> ColumnElement[bool]:
    """SQL: whether colleagues may read this person's name. Nothing else decides it: see tests/house/test_named.py."""
    off = select(Workspace.council_at.is_(None)).where(Workspace.workspace == person.workspace)
    return and_(person.named, off.scalar_subquery())


def may_be_named_in(workspace: str) -> ColumnElement[bool]:
    """SQL: whether colleagues may read this person's name, for people of one workspace, which is then asked once."""
    return and_(Person.named, since(workspace).is_(None))


def may_be_credited(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """SQL: whether colleagues may read that this person suggested something. Not in a break, nor after leaving."""
    off = select(Workspace.council_at.is_(None)).where(Workspace.workspace == Person.workspace)
    here = and_(Person.left_at.is_(None), or_(Person.paused_until.is_(None), Person.paused_until <= now))
    return and_(Person.credited, here, off.scalar_subquery())


def sentence(words: Words) -> str:
    """What works-council mode means, in one line."""
    return words.t("Works-council mode is on: nobody is named, and no figure is about fewer than eight people.")


def council_notice(session: Session, person: Person) -> tuple[Part, ...]:
    """The line about works-council mode, for any card that a person reads; empty while it is off."""
    return (Text(text=sentence(words_of(person)), style="quiet"),) if is_on(session, person.workspace) else ()
