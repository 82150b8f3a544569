"""What colleagues posted from here lately, to compare a text with before it leaves."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.orm import Session

from handlers.sharing.originality import near
from models import Share

LATELY = timedelta(days=30)
MOST = 200  # the newest: so that the work is bounded, however many share
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
    """Whether it is nearly what a colleague posted; what the person posted before is their own."""
    whose = {"workspace": share.workspace, "person": share.person, "since": now - LATELY}
    return near(text, session.scalars(POSTED, whose))
