"""The calendar as a file that calendar programs subscribe to: iCalendar, RFC 5545, with a name by RFC 7986. Pure."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from handlers.agenda.entries import title_of
from handlers.core.language import Words
from handlers.registry.calendar import CalendarEntry

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Heraut//Calendar//EN"
EVERY, AS_TEXT = timedelta(hours=6), "PT6H"  # how often programs are asked to read it again
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def written(
    words: Words, entries: Sequence[CalendarEntry], changes: Mapping[str, tuple[int, datetime]], place: str
) -> bytes:
    """The file. `changes`: how often each entry changed, and when last; `place`: tells workspaces apart.

    Without METHOD: a published one needs an organiser (RFC 5546), and DTSTAMP then says when an event changed.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = words.t("What is coming (Heraut)")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", AS_TEXT)  # the library knows no type for it
    for entry in entries:
        calendar.add_component(event_of(words, entry, *changes[entry.key], place))
    body: bytes = calendar.to_ical(sorted=False)  # our order, so that equal calendars are equal bytes
    return body


def event_of(words: Words, entry: CalendarEntry, times: int, changed: datetime, place: str) -> "Event":
    """Times are in UTC, which every program reads rightly: none depends on which clocks it believes change."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}.{place}@heraut")
    event.add("sequence", times)
    event.add("dtstamp", changed.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", changed.astimezone(UTC).replace(microsecond=0))
    if entry.moment is None:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + DAY)  # the day after the last one
    else:
        event.add("dtstart", entry.moment.astimezone(UTC))
        event.add("dtend", (entry.until or entry.moment + HOUR).astimezone(UTC))
    event.add("summary", title_of(words, entry))
    if entry.place:
        event.add("location", entry.place)
    if entry.off:
        event.add("status", "CANCELLED")
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")  # nobody is busy because of what they only read of
    return event


def etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:32]}"'


def known_already(tag: str, versions: AbstractSet[str]) -> bool:
    """Whether the reader has this version. `versions`: without quotes; * stands for any (RFC 9110, 13.1.2)."""
    return not versions.isdisjoint((tag.strip('"'), "*"))
