#!/usr/bin/env bash
# ics 0.7.3 (Python): an all-day event lands on the day before, and a meeting by Outlook's zone name on the hour of London.
#
# - `Event(begin=<5 December in Amsterdam>)`, then `make_all_day()`: the day starts at local midnight, and is written as a day in UTC. East
#   of Greenwich that is 4 December. West of it, it looks right, and so does a test that was written there.
# - An event read with `TZID=W. Europe Standard Time` (Outlook's name, without a VTIMEZONE) is taken as UTC without a word: two hours late in
#   summer. icalevents 0.3.1 knows the name.
# - What is written has no DTSTAMP, which RFC 5545 (3.6.1) requires, and its lines are not folded at 75 octets (3.1).
# - icalevents 0.3.1 leaves out dates that come by RDATE, hands out what is CANCELLED, and gives an all-day event without an end
#   no length (RFC 5545, 3.6.1: it takes one day).
#
# Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ics==0.7.3 icalevents==0.3.1 tzdata==2026.6 2>/dev/null

cat >calendars.py <<'PYTHON'
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalevents.icalevents import events
from ics import Calendar, Event


def write_all_day(zone, hour):
    event = Event(name="Sinterklaas, with poems, presents and far too many spiced biscuits for everybody here", uid="1@example.org")
    event.begin = datetime(2026, 12, 5, hour, tzinfo=ZoneInfo(zone))
    event.make_all_day()
    return event.serialize()


def calendar(*lines):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261201T000000Z"]
    return "\r\n".join([*head, *lines, "END:VEVENT", "END:VCALENDAR", ""])


def read_events(*lines):
    found = events(string_content=calendar(*lines).encode(), start=datetime(2026, 1, 1, tzinfo=UTC), end=datetime(2027, 1, 1, tzinfo=UTC))
    return [f"{one.start:%d %B %H:%M %Z}, {one.end - one.start}" for one in found]


for zone, hour in (("Europe/Amsterdam", 0), ("America/Los_Angeles", 20)):
    day = next(line for line in write_all_day(zone, hour).splitlines() if line.startswith("DTSTART"))
    print(f"all day on 5 December, from {hour}:00 {zone}: {day}")
text = write_all_day("Europe/Amsterdam", 0)
print("DTSTAMP written:", "DTSTAMP" in text)
print("a line over 75 octets:", any(len(line) > 75 for line in text.encode().splitlines()))

outlook = ("DTSTART;TZID=W. Europe Standard Time:20260701T100000", "DTEND;TZID=W. Europe Standard Time:20260701T110000")
print("ics, Outlook's 10:00 in July:", next(iter(Calendar(calendar(*outlook)).events)).begin)
print("icalevents, Outlook's 10:00 in July:", read_events(*outlook))
print("icalevents, one date and two by RDATE:", read_events("DTSTART:20261019T100000Z", "RDATE:20261021T100000Z,20261023T100000Z"))
print("icalevents, a day without an end:", read_events("DTSTART;VALUE=DATE:20261224"))
print("icalevents, cancelled:", read_events("DTSTART:20261019T100000Z", "DTEND:20261019T110000Z", "STATUS:CANCELLED"))
PYTHON
TZ=UTC venv/bin/python -W ignore calendars.py >seen

cat >expected <<'SEEN'
all day on 5 December, from 0:00 Europe/Amsterdam: DTSTART;VALUE=DATE:20261204
all day on 5 December, from 20:00 America/Los_Angeles: DTSTART;VALUE=DATE:20261205
DTSTAMP written: False
a line over 75 octets: True
ics, Outlook's 10:00 in July: 2026-07-01T10:00:00+00:00
icalevents, Outlook's 10:00 in July: ['01 July 08:00 UTC, 1:00:00']
icalevents, one date and two by RDATE: ['19 October 10:00 UTC, 0:00:00']
icalevents, a day without an end: ['24 December 00:00 UTC, 0:00:00']
icalevents, cancelled: ['19 October 10:00 UTC, 1:00:00']
SEEN
diff expected seen && echo "as seen: days shift east of Greenwich, zone names of Outlook count as UTC, dates by RDATE are left out"
