"""Whether works-council mode is on: nobody is named, and figures are about eight people or more."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import Workspace

SINCE = select(Workspace.council_at).where(Workspace.workspace == bindparam("workspace"))


def on(workspace: Workspace) -> bool:
    """Whether works-council mode is on in this workspace."""
    return workspace.council_at is not None


def is_on(session: Session, workspace: str) -> bool:
    """Whether works-council mode is on, by the workspace's id."""
    return session.scalar(SINCE, {"workspace": workspace}) is not None
