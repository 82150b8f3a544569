"""The calendar file: valid for calendar programs, and right in every zone."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from handlers.agenda.feed import etag, known_already, written
from handlers.core.language import Words
from handlers.registry.calendar import CalendarEntry
from tests.agenda.ical import ICAL, MISSING, read_as_programs_do

CHANGED = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
DAY = date(2026, 12, 5)
WORDS = Words("en-GB")
AWKWARD = "Tëst, with; marks\\ and a “line”\nand 👩‍👩‍👧‍👦 families, " + "🦉" * 60


def entry(title: str = "Owl day", first: date = DAY, days: int = 1, key: str = "thing.1") -> CalendarEntry:
    return CalendarEntry(key, first, first + timedelta(days=days - 1), title)


def file(*entries: CalendarEntry, times: int = 0) -> bytes:
    return written(WORDS, entries, {one.key: (times, CHANGED) for one in entries}, "place")


def lines(body: bytes) -> list[str]:
    """Unfolded, as RFC 5545 says."""
    return body.replace(b"\r\n ", b"").decode().split("\r\n")


def events(body: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(body).events


@pytest.fixture
def programs() -> None:
    if not ICAL.exists():
        pytest.fail(MISSING, pytrace=False)


def test_it_has_all_that_calendar_programs_ask_for():
    told = lines(file(entry(), times=3))
    assert told[0] == "BEGIN:VCALENDAR" and told[-2:] == ["END:VCALENDAR", ""]
    assert {"VERSION:2.0", "PRODID:-//Heraut//Calendar//EN", "CALSCALE:GREGORIAN"} < {*told}
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} < {*told}
    assert {"NAME:What is coming (Heraut)", "X-WR-CALNAME:What is coming (Heraut)"} < {*told}
    assert {"UID:thing.1.place@heraut", "SEQUENCE:3", "TRANSP:TRANSPARENT", "SUMMARY:Owl day"} < {*told}
    assert {"DTSTAMP:20261201T093000Z", "LAST-MODIFIED:20261201T093000Z"} < {*told}
    assert not [line for line in told if line.startswith("METHOD")]  # a published one needs an organiser


def test_the_end_of_whole_days_is_the_day_after_the_last():
    told = lines(file(entry(days=3)))
    assert {"DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261208"} < {*told}
    [last_of_the_year] = events(file(entry(first=date(2026, 12, 31))))
    assert last_of_the_year.end == date(2027, 1, 1)


def test_lines_are_folded_by_octets_and_no_letter_is_torn():
    body = file(entry(AWKWARD))
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    for line in body.split(b"\r\n"):
        line.decode()


def test_what_people_wrote_arrives_as_they_wrote_it(programs: None):
    body = file(entry(AWKWARD))
    [event], [told] = events(body), read_as_programs_do(body)
    assert str(event["summary"]) == AWKWARD == told.summary


def test_a_title_cannot_write_lines_of_its_own():
    body = file(entry("Owl\r\nEND:VEVENT\r\nATTACH:https://example.com/x"))
    assert [line for line in body.split(b"\r\n") if line.startswith(b"ATTACH")] == []
    assert len(events(body)) == 1


def test_both_libraries_read_the_same_days(programs: None):
    body = file(entry(days=2, key="a"), entry(first=date(2028, 2, 29), key="b"))
    told = [(one.first, one.after, one.sequence) for one in read_as_programs_do(body)]
    assert told == [("2026-12-05", "2026-12-07", 0), ("2028-02-29", "2028-03-01", 0)]
    assert told == [(f"{one.start}", f"{one.end}", one["sequence"]) for one in events(body)]


@pytest.mark.parametrize(
    "moment",
    [
        "2026-07-01T09:00-07:00",  # Vancouver: summer time, which many programs show an hour late in lists of dates
        "2026-12-05T09:00-07:00",  # and in its first winter without winter time
        "2026-12-05T09:00-05:00",  # Winnipeg, for good
        "2026-12-05T09:00+00:00",  # Casablanca since September
        "2026-10-25T02:30+01:00",  # Amsterdam, the second time that night
    ],
)
def test_a_time_is_the_same_moment_for_every_program(programs: None, moment: str):
    begins = datetime.fromisoformat(moment)
    body = file(entry()._replace(moment=begins, until=begins + timedelta(hours=2)))
    [event], [told] = events(body), read_as_programs_do(body)
    assert event.start == begins and event.end == begins + timedelta(hours=2)
    assert datetime.fromisoformat(told.first) == begins
    assert b"TZID" not in body and b"VTIMEZONE" not in body


def test_the_version_is_that_of_the_bytes():
    one, other = file(entry()), file(entry(), times=1)
    assert etag(one) == etag(file(entry())) != etag(other)
    has, plain = known_already, etag(one).strip('"')
    assert has(etag(one), {"x", plain}) and has(etag(one), {"*"})
    assert not has(etag(one), set()) and not has(etag(one), {etag(other).strip('"')})
