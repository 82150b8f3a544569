"""Compares a text, before it is posted, with what colleagues posted lately."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.orm import Session

from handlers.disclosure.lines import without_line
from handlers.sharing.originality import near
from models import Share

LATELY = timedelta(days=30)
MOST = 200  # the newest posts only, which bounds the work
POSTED = (
    select(Share.text)
    .where(
        Share.workspace == bindparam("workspace"),
        Share.posted_at >= bindparam("since"),
        Share.state == literal_column("'posted'"),
        Share.person != bindparam("person"),
    )
    .order_by(Share.posted_at.desc())
    .limit(MOST)
)


def echoes(session: Session, share: Share, text: str, now: datetime) -> bool:
    """Whether the text is a near copy of a colleague's post. The person's own earlier posts do not count."""
    whose = {"workspace": share.workspace, "person": share.person, "since": now - LATELY}
    return near(without_line(text), map(without_line, session.scalars(POSTED, whose)))
