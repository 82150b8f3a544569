"""The first and the last day of content. They are kept as days: moments follow from them, in the content's own zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_

from handlers.calendar.localtime import at, local_date
from handlers.core.language import Words
from models import Content

DAY = timedelta(days=1)
WESTMOST = timedelta(hours=12)
EASTMOST = "Etc/GMT-14"  # the zone in which each day ends first


def first_content_day(content: Content) -> date:
    """The day on which it begins; that of its moment where nobody chose a day."""
    return content.first_day or local_date(content.starts_at, content.zone)


def last_day(content: Content) -> date | None:
    """The last day on which it is offered; None if it has no end."""
    if content.ends_at is None:
        return None
    return content.last_day or local_date(content.ends_at - timedelta(seconds=1), content.zone)


def planned(content: Content, now: datetime) -> bool:
    """Whether it is published for later, so that nobody has been offered it yet."""
    return content.state == "running" and content.starts_at > now


def told_start(words: Words, content: Content, zone: str) -> str:
    """When it begins, for a reader in `zone`: the day that was chosen, or that day and the time."""
    if content.first_time is None:
        return words.full_day(first_content_day(content))
    return words.when(content.starts_at, zone)


class Lasting(Protocol):
    """What has a last day."""

    @property
    def ends_at(self) -> datetime | None: ...

    @property
    def last_day(self) -> date | None: ...


def end_for(one: Lasting, zone: str) -> datetime | None:
    """When it ends for a reader in `zone`: with the last day, where they are. None if it has no end."""
    return end_of(one.last_day, zone) if one.last_day else one.ends_at


def over(one: Lasting, now: datetime, zone: str) -> bool:
    """Whether it has ended for a reader in `zone`."""
    end = end_for(one, zone)
    return end is not None and end <= now


def over_for(now: datetime, zone: str) -> ColumnElement[bool]:
    """`over` for queries."""
    own = and_(Content.last_day.is_(None), Content.ends_at.is_not(None), Content.ends_at <= now)
    return or_(own, and_(Content.last_day.is_not(None), Content.last_day < local_date(now, zone)))


def westmost_day(now: datetime) -> date:
    """The day that it still is somewhere: nobody is further behind UTC than twelve hours."""
    return (now - WESTMOST).astimezone(UTC).date()


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
    if new or starts != first_content_day(content):
        content.first_day = starts or local_date(now, content.zone)
        content.starts_at = max(at(content.first_day, content.first_time or 0, content.zone), now)
    if content.ends_at is not None and content.ends_at <= content.starts_at:  # it is over already
        content.starts_at = at(first_content_day(content), 0, content.zone)
