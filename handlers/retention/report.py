"""How long data is kept and what the last nights deleted, for administrators."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.retention.cleanup import nights, receipt_of
from handlers.retention.periods import KeptKind, days_of
from models import Workspace


class KeptFor(NamedTuple):
    """A workspace: how many days each kind is kept, and by day, what was wiped."""

    workspace: str
    days: Mapping[KeptKind, int]
    nights: Mapping[str, Mapping[str, int]]


def report(session: Session) -> list[KeptFor]:
    """Every workspace."""
    found = []
    for workspace in session.scalars(select(Workspace.workspace).order_by(Workspace.workspace)).all():
        told = {one.day: receipt_of(session, workspace, one.day) for one in nights(session, workspace)}
        found.append(KeptFor(workspace, days_of(session, workspace), told))
    return found
