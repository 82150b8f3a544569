"""The first and the last day of content. They are kept as days: moments follow from them, in the content's own zone."""

from datetime import date, datetime, timedelta

from handlers.calendar.localtime import at, local_date
from models import Content

DAY = timedelta(days=1)


def first_day(content: Content) -> date:
    """The day on which it begins; that of its moment where nobody chose a day."""
    return content.first_day or local_date(content.starts_at, content.zone)


def last_day(content: Content) -> date | None:
    """The last day on which it is offered; None if it has no end."""
    if content.ends_at is None:
        return None
    return content.last_day or local_date(content.ends_at - timedelta(seconds=1), content.zone)


def end_of(day: date, zone: str) -> datetime:
    """The last day is included: content ends when the next day begins."""
    return at(day + DAY, 0, zone)


def set_days(content: Content, starts: date | None, ends: date | None, zone: str, now: datetime) -> None:
    """Take the days of a form over. What did not change stays, so that champions in other zones move nothing.

    `zone`: of the champion; it becomes the content's if the content is new.
    """
    new = content.starts_at is None
    content.zone = zone if new else content.zone
    if new or ends != last_day(content):
        content.ends_at, content.last_day = (end_of(ends, content.zone), ends) if ends else (None, None)
    if new or starts != first_day(content):
        content.first_day = starts or local_date(now, content.zone)
        content.starts_at = max(at(content.first_day, 0, content.zone), now)
    if content.ends_at is not None and content.ends_at <= content.starts_at:  # it is over already
        content.starts_at = at(first_day(content), 0, content.zone)
