"""Content that leads to the same page, in any spelling of its address."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.addresses import spellings
from models import Content
from models.content import ContentState


def twins_of(session: Session, workspace: str, url: str, own: str, *states: ContentState) -> Sequence[Content]:
    """Content in one of these states that leads to the same page, the oldest first. `own`: the id to leave out."""
    if not url:
        return ()
    its = (Content.workspace == workspace, Content.url.in_(spellings(url)), Content.state.in_(states))
    return session.scalars(
        select(Content).where(*its, Content.id != own).order_by(Content.created_at, Content.id)
    ).all()
