"""What features put on the calendar that everybody reads."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from models import Person


class CalendarEntry(NamedTuple):
    """Something on the calendar: on whole days, or at a moment."""

    key: str  # unique in the workspace, and the same for as long as it is about the same thing
    first: date
    last: date  # included
    title: str
    label: str = ""  # an English sentence of the catalogue around {title}; empty: the title alone
    moment: datetime | None = None  # when it begins, if it has a time; `first` is ignored then
    until: datetime | None = None  # when it ends, if it has a time
    invites: bool = False  # whether people are asked what they have for it
    place: str = ""  # where it is: a room, an address, or a link
    busy: bool = False  # whether the person has agreed to be there
    off: bool = False  # whether it was called off: calendar programs then take it away
    fixed: bool = False  # whether it is on that day for everybody and for ever, so that no changes are counted


# What is on the calendar of this person between two days, both included. What nobody may see yet is left out.
CalendarSource = Callable[[Session, Person, date, date], Sequence[CalendarEntry]]
