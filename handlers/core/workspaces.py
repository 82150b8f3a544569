"""The workspaces that Heraut serves."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Lane, Topic, Workspace
from models.engine import insert_new

TOPICS = ("Company news", "Customers", "Events", "Jobs", "People", "Products")  # a start; champions add theirs


def known_workspace(
    session: Session, workspace: str, platform: str, name: str, now: datetime, address: str = ""
) -> None:
    """Make the workspace's row, and topics to begin with, at the first sight of it; what was suspended goes on.

    `address` is where people reach Heraut, and may be another one at each start.
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
