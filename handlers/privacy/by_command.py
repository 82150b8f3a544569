"""What an administrator does for a person at the terminal: the file with their data, and forgetting them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.audit import audit_command
from handlers.core.interaction import Frozen
from handlers.privacy.erasure import erase
from handlers.privacy.holdings import holdings, holds_of
from handlers.privacy.inventory import KeptColumn, inventory
from handlers.privacy.package import archive, sections
from models import Person


class NotThere(Exception):
    """A sentence for the administrator: why there is nobody, or more than one."""


class PersonReport(Frozen):
    """What is said of a person: ids and numbers, no names."""

    workspace: str
    person: str
    rows: int


def find_person(session: Session, person: str, workspace: str) -> Person:
    """The one person with this id. Raises `NotThere`."""
    rows = select(Person).where(Person.person == person)
    found = session.scalars(rows.where(Person.workspace == workspace) if workspace else rows).all()
    if not found:
        raise NotThere(f"Heraut keeps nothing about {person}.")
    if len(found) > 1:
        where = ", ".join(sorted(one.workspace for one in found))
        raise NotThere(f"{person} is in several workspaces: {where}. Say which one with --workspace.")
    return found[0]


def about(session: Session, person: str, workspace: str) -> PersonReport:
    """How much is kept about a person. Raises `NotThere`."""
    found = find_person(session, person, workspace)
    rows = sum(one.rows for one in holdings(session, found))
    return PersonReport(workspace=found.workspace, person=found.person, rows=rows)


def export_for(session: Session, person: str, workspace: str, now: datetime) -> bytes:
    """The file with everything kept about a person. Raises `NotThere`."""
    found = find_person(session, person, workspace)
    audit_command(session, found.workspace, "exported_person", found.person, now)
    return archive(sections(session, found))


def forget_for(session: Session, person: str, workspace: str, now: datetime) -> PersonReport:
    """Forget a person for good. The trail says that somebody was forgotten, and not who. Raises `NotThere`."""
    told = about(session, person, workspace)
    erase(session, find_person(session, person, workspace), now)
    audit_command(session, told.workspace, "forgot_person", "", now)
    return told


def kept_about(session: Session) -> list[KeptColumn]:
    """What is kept about people, by table and column."""
    return inventory(holds_of(session))
