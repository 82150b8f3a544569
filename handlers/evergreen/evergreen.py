"""Evergreen content: once it is over it rests, and comes back as a round of its own."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.content.days import end_of, first_content_day, last_day, planned
from handlers.content.states import find, move
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Refused, Text
from handlers.core.people import champion, meet, words_of
from models import Approval, Campaign, Content, ContentTag, Pictured, SuggestedText

DAY = timedelta(days=1)
MOST = 100  # pieces of content in one round of work
# What a new round does not take over: its own days, and what was decided about the one before.
NEW = frozenset(
    """
    id state starts_at ends_at first_day last_day stopped_at campaign hold_out urgent_at urgent_by urgent_asked_at
    urgent_asked_by reason again_of returned_as created_at
    """.split()
)


def plan_returns(session: Session, now: datetime) -> None:
    """Plan the next round of whatever is over and comes back."""
    rows = select(Content).where(*comes_back(), Content.ends_at <= now).order_by(Content.id).limit(MOST)
    for content in session.scalars(rows).all():
        _plan_return(session, content, now)


def comes_back() -> Sequence[ColumnElement[bool]]:
    """SQL: whether content has a next round that is not planned yet."""
    return Content.state == "running", Content.rests > 0, Content.returned_as == "", ~_ended_early()


def _ended_early() -> ColumnElement[bool]:
    """SQL: whether a champion ended its campaign, and it with that. Only this takes its last day from content."""
    its = (Campaign.workspace == Content.workspace, Campaign.id == Content.campaign, Campaign.state == "ended")
    return Content.last_day.is_(None) & exists().where(*its, Campaign.ends_at == Content.ends_at)


def _plan_return(session: Session, content: Content, now: datetime) -> None:
    """Once, also if two replicas try."""
    new = secrets.token_hex(6)
    its = (Content.workspace == content.workspace, Content.id == content.id, Content.returned_as == "")
    marked = session.execute(
        update(Content).where(*its).values(returned_as=new), execution_options={"synchronize_session": "fetch"}
    )
    if isinstance(marked, CursorResult) and marked.rowcount == 1:
        session.add(_next_round(content, new, now))
        session.flush()
        _take_along(session, content, new)


def _next_round(content: Content, new: str, now: datetime) -> Content:
    """As long as the round before, after the rest. If that is over, from tomorrow on."""
    first, last = first_content_day(content), last_day(content) or local_date(now, content.zone)
    day = max(last + (content.rests + 1) * DAY, local_date(now, content.zone) + DAY)
    until = day + (last - first)
    kept = {one.key: getattr(content, one.key) for one in Content.__mapper__.column_attrs if one.key not in NEW}
    days = {"first_day": day, "last_day": until}
    moments = {"starts_at": at(day, content.first_time or 0, content.zone), "ends_at": end_of(until, content.zone)}
    more = {"again_of": content.again_of or content.id, "created_at": now, "reason": ""}
    return Content(**kept, **days, **moments, **more, id=new, state="running")


def _take_along(session: Session, content: Content, new: str) -> None:
    """Texts, tags, who is in the picture, and that a second champion approved it, which holds for the same words."""
    for table in (SuggestedText, ContentTag, Pictured, Approval):
        its = select(table).where(table.workspace == content.workspace, table.content == content.id)
        for row in session.scalars(its).all():
            columns = {one.key: getattr(row, one.key) for one in table.__mapper__.column_attrs}
            session.add(table(**{**columns, "content": new}))


def end_rest(session: Session, interaction: Interaction, now: datetime) -> Card:
    """End content that rests: it does not come back. It can be published again like anything that was stopped."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, interaction.target)
    if not content.again_of or not planned(content, now):
        raise Refused("It is not resting any more. See: /heraut content")
    move(session, content, "running", "stopped", stopped_at=now, rests=0)
    audit(session, person, "stopped", content.id, now)
    text = words_of(person).t("It does not come back.")
    return Card(title=content.title, summary=text, parts=(Text(text=text),), instead=True)
