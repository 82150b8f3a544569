"""Events on the calendar that everybody reads: those that a person may come to, but what they said no to."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at
from handlers.gatherings.reads import audiences, own_answers
from handlers.registry.calendar import CalendarEntry
from models import Gathering, Person, Seat

DAY = timedelta(days=1)


def event_days(session: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
    """The events of these days. What was called off stays for those who had an answer, so that theirs goes too."""
    begin, end = at(first, 0, person.timezone), at(last + DAY, 0, person.timezone)
    its = (Gathering.workspace == person.workspace, Gathering.ends_at > begin, Gathering.starts_at < end)
    rows = session.scalars(select(Gathering).where(*its).order_by(Gathering.starts_at, Gathering.id)).all()
    answers, mine = own_answers(session, person, rows), audiences(person)
    return [
        entry_of(row, answers.get(row.id)) for row in rows if _shown(row, answers.get(row.id), row.audience in mine)
    ]


def _shown(row: Gathering, seat: Seat | None, invited: bool) -> bool:
    if seat is not None:
        return seat.state != "no"
    return invited and row.state == "planned"


def entry_of(row: Gathering, seat: Seat | None) -> CalendarEntry:
    """An event as calendars have it."""
    return CalendarEntry(
        f"event.{row.id}",
        row.first_day,
        row.last_day,
        row.name,
        moment=row.starts_at,
        until=row.ends_at,
        place=row.place or row.link,
        busy=seat is not None and seat.state == "seated" and row.state == "planned",
        off=row.state == "cancelled",
    )
