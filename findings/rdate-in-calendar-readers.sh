#!/usr/bin/env bash
# Series with RDATE (RFC 5545, 3.8.5.2: dates that a series has besides its rule, or instead of one): most readers lose a day.
#
# - ical.js 2.2.1 (npm; in mail and calendar programs): a series of DTSTART and RDATE without RRULE loses its first day, which the
#   RFC counts in. With an RRULE the first day is there. An RDATE that is a period raises a TypeError.
# - icalevents 0.3.1 (PyPI), node-ical 0.27.2 and ts-ics 2.4.6 (npm) pass over RDATE: the other days are never shown, without a word.
# - ical-library 0.2.3 (PyPI) raises a TypeError for a period, and its timeline shows none of the events of that file.
# - vobject 0.9.9 (PyPI) reads days, but a period as no date at all. recurring-ical-events 3.8.2 (PyPI) reads all of them rightly,
#   with three hours for the period.
# Until they do, a series without a rule is better written as events of their own.
#
# Seen on 2026-12-02 with Python 3.11 and Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python >/dev/null
python/bin/pip install --quiet --disable-pip-version-check icalevents==0.3.1 ical-library==0.2.3 vobject==0.9.9 \
  icalendar==7.3.2 recurring-ical-events==3.8.2 2>/dev/null
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.27.2 ts-ics@2.4.6 >/dev/null

cat >make.py <<'PYTHON'
events = {
    'two-days': 'DTSTART:20261006T120000Z DTEND:20261006T130000Z RDATE:20261008T120000Z',
    'rule': 'DTSTART:20261005T120000Z DTEND:20261005T130000Z RRULE:FREQ=WEEKLY;COUNT=2 RDATE:20261014T150000Z',
    'period': 'DTSTART:20261020T120000Z DTEND:20261020T130000Z RDATE;VALUE=PERIOD:20261021T120000Z/PT3H',
}
for name, lines in events.items():
    inner = ['BEGIN:VEVENT', f'UID:{name}', 'DTSTAMP:20260901T000000Z', *lines.split(), 'SUMMARY:Session', 'END:VEVENT']
    whole = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', *inner, 'END:VCALENDAR', '']
    open(f'{name}.ics', 'w', newline='').write('\r\n'.join(whole))
PYTHON
cat >read.py <<'PYTHON'
import datetime
import pathlib

import icalendar
import recurring_ical_events
import vobject
from ical_library import client
from icalevents import icalevents

BEGIN, END = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (10, 12))


def of_recurring(path):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(path.read_bytes())).between(BEGIN, END)
    return [(one.start, one.end) for one in found]


def of_icalevents(path):
    return [(one.start, one.end) for one in icalevents.events(string_content=path.read_bytes(), start=BEGIN, end=END)]


def of_library(path):
    return [(span.begin, span.end) for span, _ in client.parse_icalendar_file(path).timeline.iterate()]


def of_vobject(path):
    return [(one, None) for one in vobject.readOne(path.read_text()).vevent.getrruleset(addRDate=True) or []]


for reader in (of_recurring, of_icalevents, of_library, of_vobject):
    for name in ('two-days', 'rule', 'period'):
        try:
            days = sorted(f'{start:%d %H:%M}' + (f'-{end:%H:%M}' if end else '') for start, end in reader(pathlib.Path(name + '.ics')))
        except TypeError as error:
            days = [type(error).__name__]
        print(reader.__name__[3:], '|', name, '|', ', '.join(days) or 'none')
PYTHON
cat >read.mjs <<'NODE'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { convertIcsCalendar, extendByRecurrenceRule } from "ts-ics";

const END = new Date("2026-12-01");
const readers = {
  "ical.js"(text) {
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent"));
    const found = [];
    for (const iterator = event.iterator(); ; ) {
      const next = iterator.next();
      if (!next) return found;
      found.push(event.getOccurrenceDetails(next).startDate.toJSDate());
    }
  },
  "node-ical"(text) {
    const event = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one.type === "VEVENT");
    return nodeIcal.expandRecurringEvent(event, { from: new Date("2026-10-01"), to: END }).map((one) => one.start);
  },
  "ts-ics"(text) {
    const [event] = convertIcsCalendar(undefined, text).events;
    const start = event.start.date;
    return event.recurrenceRule ? extendByRecurrenceRule(event.recurrenceRule, { start, end: END }) : [start];
  },
};
for (const [reader, read] of Object.entries(readers))
  for (const name of ["two-days", "rule", "period"]) {
    let days;
    try {
      days = read(readFileSync(`${name}.ics`, "utf8")).map((one) => one.toISOString().slice(8, 16).replace("T", " "));
    } catch (error) {
      days = [error.constructor.name];
    }
    console.log(`${reader} | ${name} | ${days.sort().join(", ") || "none"}`);
  }
NODE
python/bin/python make.py
{ python/bin/python read.py; TZ=UTC node read.mjs; } >seen

cat >expected <<'SEEN'
recurring | two-days | 06 12:00-13:00, 08 12:00-13:00
recurring | rule | 05 12:00-13:00, 12 12:00-13:00, 14 15:00-16:00
recurring | period | 20 12:00-13:00, 21 12:00-15:00
icalevents | two-days | 06 12:00-13:00
icalevents | rule | 05 12:00-13:00, 12 12:00-13:00
icalevents | period | 20 12:00-13:00
library | two-days | 06 12:00-13:00, 08 12:00-13:00
library | rule | 05 12:00-13:00, 12 12:00-13:00, 14 15:00-16:00
library | period | TypeError
vobject | two-days | 06 12:00, 08 12:00
vobject | rule | 05 12:00, 12 12:00, 14 15:00
vobject | period | none
ical.js | two-days | 08 12:00
ical.js | rule | 05 12:00, 12 12:00, 14 15:00
ical.js | period | TypeError
node-ical | two-days | 06 12:00
node-ical | rule | 05 12:00, 12 12:00
node-ical | period | 20 12:00
ts-ics | two-days | 06 12:00
ts-ics | rule | 05 12:00, 12 12:00
ts-ics | period | 20 12:00
SEEN
diff expected seen && echo "as seen: days that are given by RDATE are lost, by ical.js the first one"
