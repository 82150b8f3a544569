"""What content puts on the calendar: the day on which it begins, and its last day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at
from handlers.content.days import first_content_day, last_day
from handlers.content.offers import for_others
from handlers.core.language import mark
from handlers.registry.calendar import CalendarEntry
from models import Content, Person

NEAR = timedelta(days=1)  # a day begins elsewhere up to a day earlier or later
LAST = mark("Last day: {title}")
COMES, BACK = mark("New: {title}"), mark("Back: {title}")


def content_days(session: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
    """The days of published content, as its champion chose them. Drafts and suggestions are nobody's to see.

    Champions see all of it, everybody else what is for them.
    """
    since, until = at(first - NEAR, 0, "UTC"), at(last + 2 * NEAR, 0, "UTC")
    rows = select(Content).where(
        Content.workspace == person.workspace,
        Content.state == "running",
        or_(Content.starts_at.between(since, until), Content.ends_at.between(since, until)),
    )
    found = session.scalars(rows.order_by(Content.id)).all()
    others = for_others(session, person, [content.id for content in found])
    entries = [entry for content in found if content.id not in others for entry in _of(content)]
    return [entry for entry in entries if entry.moment or first <= entry.first <= last]


def _of(content: Content) -> Iterator[CalendarEntry]:
    begins, ends = first_content_day(content), last_day(content)
    moment = content.starts_at if content.first_time is not None else None
    yield CalendarEntry(
        f"content.{content.id}.first", begins, begins, content.title, BACK if content.again_of else COMES, moment
    )
    if ends is not None and ends != begins:
        yield CalendarEntry(f"content.{content.id}.last", ends, ends, content.title, label=LAST)
