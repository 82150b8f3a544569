"""Adds entries to the audit trail: ids, and words of a closed set. A text cannot get in."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from models import AuditEntry, Content, Person, Workspace
from models.audit import Act, Detail, Field, Surface
from models.engine import insert_new

ACTS: tuple[Act, ...] = get_args(Act)
WORDS = frozenset[str](get_args(Detail))


def audit(session: Session, by: Person, act: Act, about: str, now: datetime, *details: Detail) -> None:
    """Record that a person did this. `about`: the id of the content, person or channel; empty for the workspace.

    Raises ValueError for an act or detail that is not in its closed set, or if `about` cannot be an id.
    """
    _add(session, by.workspace, by.person, act, about, now, details, secrets.token_hex(8))


def audit_command(session: Session, workspace: str, act: Act, about: str, now: datetime, *details: Detail) -> None:
    """Record what an administrator did with a command at the terminal. Raises ValueError as `audit` does."""
    _add(session, workspace, "", act, about, now, details, secrets.token_hex(8))


def audit_look(session: Session, by: Person, surface: Surface, now: datetime) -> None:
    """Record that a person looked at figures: once a day for each surface, in the workspace's time zone."""
    day = local_date(now, session.get_one(Workspace, by.workspace).timezone)
    _add(session, by.workspace, by.person, "looked_at_figures", "", now, (surface,), f"{surface}:{day}:{by.person}")


def edited_at(session: Session, content: Content, field: Field) -> datetime | None:
    """When this field of the content was last edited; None if it never was."""
    its = (AuditEntry.workspace == content.workspace, AuditEntry.about == content.id, AuditEntry.act == "edited")
    edits = session.execute(select(AuditEntry.at, AuditEntry.details).where(*its).order_by(AuditEntry.at.desc()))
    return next((at for at, details in edits if field in details.split(",")), None)


def check_words(act: str, details: Iterable[str], about: str) -> None:
    """The last guard against texts, behind the types. Raises ValueError."""
    if act not in ACTS or not WORDS.issuperset(details):
        raise ValueError("not in the closed set of acts and details")
    if about.split() not in ([], [about]):
        raise ValueError("not an id")


def _add(
    session: Session,
    workspace: str,
    person: str,
    act: Act,
    about: str,
    now: datetime,
    details: tuple[Detail, ...],
    entry_id: str,
) -> None:
    check_words(act, details, about)
    its = {"act": act, "about": about, "details": ",".join(details), "at": now}
    insert_new(session, AuditEntry, [{"workspace": workspace, "id": entry_id, "person": person, **its}])
