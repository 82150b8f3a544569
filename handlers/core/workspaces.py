"""The workspaces that Heraut serves."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Lane, Topic, Workspace
from models.engine import insert_new

TOPICS = ("Company news", "Customers", "Events", "Jobs", "People", "Products")  # to begin with; champions add their own


def known_workspace(
    session: Session, workspace: str, platform: str, name: str, now: datetime, address: str = ""
) -> None:
    """Add a workspace and its first topics if it is new; lift its suspension if it is known.

    `address`: where people reach Heraut, which may change at every start.
    """
    row = {
        "workspace": workspace,
        "platform": platform,
        "name": name,
        "locale": "en",
        "timezone": "UTC",
        "created_at": now,
        "address": address,
    }
    if insert_new(session, Workspace, [row]):
        insert_new(session, Lane, [{"workspace": workspace, "free_at": now, "suspended": ""}])
        insert_new(session, Topic, [{"workspace": workspace, "name": topic} for topic in TOPICS])
    else:
        session.execute(update(Workspace).where(Workspace.workspace == workspace).values(address=address))
        session.execute(update(Lane).where(Lane.workspace == workspace, Lane.suspended != "").values(suspended=""))
