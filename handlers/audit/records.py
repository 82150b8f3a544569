"""The audit trail for administrators: ids only."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from handlers.desk.desk import check_names
from models import AuditEntry


class Record(Frozen):
    """An entry by ids. `person` is empty for an administrator at the terminal, `about` for the workspace."""

    at: datetime
    workspace: str
    person: str
    act: str
    about: str
    details: tuple[str, ...]


def records_of(session: Session, workspace: str, since: datetime | None) -> list[Record]:
    """All entries from this moment on, the oldest first. Raises Impossible for an unknown workspace; "" means all."""
    check_names(session, workspace)
    rows = select(AuditEntry).order_by(AuditEntry.at, AuditEntry.id)
    if workspace:
        rows = rows.where(AuditEntry.workspace == workspace)
    if since:
        rows = rows.where(AuditEntry.at >= since)
    return [_record(entry) for entry in session.scalars(rows)]


def _record(entry: AuditEntry) -> Record:
    return Record(
        at=entry.at,
        workspace=entry.workspace,
        person=entry.person,
        act=entry.act,
        about=entry.about,
        details=tuple(entry.details.split(",")) if entry.details else (),
    )
