"""The entries of all features for one person, in order."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.core.language import Words
from handlers.registry.calendar import CalendarEntry
from handlers.registry.feature import features_of
from models import Person


def entries_for(session: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
    """What is on the person's calendar between two days, both included. What has a time is on its day in their zone."""
    sources = features_of(session.info).calendar
    found = [placed(entry, person.timezone) for source in sources for entry in source(session, person, first, last)]
    here = (entry for entry in found if entry.first <= last and entry.last >= first)
    return sorted(here, key=lambda entry: (entry.first, _begins(entry, person.timezone), entry.key))


def placed(entry: CalendarEntry, zone: str) -> CalendarEntry:
    """The entry on the day that its moment has in this zone."""
    if entry.moment is None:
        return entry
    return entry._replace(first=local_date(entry.moment, zone), last=local_date(entry.until or entry.moment, zone))


def _begins(entry: CalendarEntry, zone: str) -> datetime:
    """Whole days come before what has a time on that day."""
    return entry.moment or at(entry.first, 0, zone)


def title_of(words: Words, entry: CalendarEntry) -> str:
    """What the entry is called, in the person's words."""
    return words.t(entry.label, title=entry.title) if entry.label else entry.title
