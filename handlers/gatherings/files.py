"""An event as a file for one's own calendar: iCalendar, RFC 5545 and 5546. A newer file replaces an older one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.agenda.feed import PRODUCT, event_of
from handlers.agenda.pages import place_of
from handlers.agenda.revisions import revisions
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.encryption.signatures import seal_briefly, unseal_in_time
from handlers.gatherings.entries import entry_of
from handlers.gatherings.reads import may_come, seat_of
from handlers.registry.calendar import CalendarEntry
from models import Gathering, Person, Workspace

PURPOSE = "gathering"  # the purpose the address is signed for
LASTS = timedelta(days=60)
# Heraut knows no mail addresses. Exchange writes this for organisers without one, and so no program asks for an answer.
NO_MAIL = "invalid:nomail"


class FileFacts(NamedTuple):
    """What `written` writes, in its order."""

    words: Words
    entry: CalendarEntry
    change: tuple[int, datetime]
    place: str
    organiser: str
    about: str
    link: str


def file_path(session: Session, person: Person, its: Gathering, now: datetime) -> str:
    """The path of the file, for this person; empty where Heraut has no public address."""
    if not session.get_one(Workspace, person.workspace).address:
        return ""
    token, _ = seal_briefly(session, PURPOSE, now, person.workspace, person.person, its.id, lasts=LASTS)
    return f"/events/{token}.ics"


def file_facts(session: Session, token: str, now: datetime) -> FileFacts | None:
    """The event for whose reader the token was made; None if it is not valid now, or the event not theirs any more."""
    match unseal_in_time(session, PURPOSE, token, now, LASTS):
        case (workspace, who, about):
            person, its = session.get(Person, (workspace, who)), session.get(Gathering, (workspace, about))
            if person is None or its is None or not (may_come(person, its) or seat_of(session, person, its)):
                return None
            return _facts(session, person, its, now)
        case _:
            return None


def _facts(session: Session, person: Person, its: Gathering, now: datetime) -> FileFacts:
    entry, organiser = entry_of(its, seat_of(session, person, its)), session.get(Person, (its.workspace, its.run_by))
    changes: Mapping[str, tuple[int, datetime]] = revisions(session, its.workspace, [entry], now)
    name = organiser.name if organiser else ""
    return FileFacts(words_of(person), entry, changes[entry.key], place_of(its.workspace), name, its.about, its.link)


def event_ics(facts: FileFacts) -> bytes:
    """The file. With the UID that the event has in the calendar to subscribe to, so nobody has it twice."""
    from icalendar import Calendar, vCalAddress

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if facts.entry.off else "PUBLISH")
    event = event_of(facts.words, facts.entry, *facts.change, facts.place)
    organiser = vCalAddress(NO_MAIL)
    organiser.params["CN"] = facts.organiser or "Heraut"
    event.add("organizer", organiser)
    if not facts.entry.off:
        event.add("status", "CONFIRMED")
    if facts.about:
        event.add("description", facts.about)
    if facts.link:
        event.add("url", facts.link)
    calendar.add_component(event)
    body: bytes = calendar.to_ical(sorted=False)
    return body
