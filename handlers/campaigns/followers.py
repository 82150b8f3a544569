"""Content that has its campaign's days follows them when they change. Content with days of its own keeps these."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.days import end_of
from handlers.content.states import move
from handlers.core.audit import audit
from models import Campaign, Content, Person


class Ends(NamedTuple):
    """When a campaign ends: its last day, and the moment."""

    day: date | None
    at: datetime | None


def ends_of(campaign: Campaign) -> Ends:
    return Ends(campaign.last_day, campaign.ends_at)


def follows(content: Content, ends: Ends) -> bool:
    """Whether its end is the campaign's."""
    if content.ends_at is None:
        return ends.at is None
    return content.ends_at == ends.at or (content.last_day is not None and content.last_day == ends.day)


def move_along(session: Session, campaign: Campaign, before: Ends) -> None:
    """Content that ended with the campaign ends with its new last day."""
    if campaign.last_day is None:
        return
    for content in _content(session, campaign):
        ends_at = end_of(campaign.last_day, content.zone)
        if follows(content, before) and content.starts_at < ends_at:
            content.last_day, content.ends_at = campaign.last_day, ends_at


def end_with(session: Session, campaign: Campaign, before: Ends, by: Person, now: datetime) -> None:
    """The campaign ends now, and its content with it. Content that has not begun is a draft again."""
    for content in _content(session, campaign):
        if content.state != "running" or not follows(content, before):
            continue
        if content.starts_at < now:
            content.last_day, content.ends_at = None, now
        else:
            move(session, content, "running", "draft")
            audit(session, by, "unplanned", content.id, now)


def _content(session: Session, campaign: Campaign) -> list[Content]:
    its = (Content.workspace == campaign.workspace, Content.campaign == campaign.id)
    rows = select(Content).where(*its, Content.state.in_(("draft", "running"))).order_by(Content.id)
    return [*session.scalars(rows.with_for_update())]
