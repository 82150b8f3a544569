#!/usr/bin/env bash
# icalendar 7.3.2: how often a calendar is to be read again is written in Python's words, or without its type.
#
# `Calendar.add(name, timedelta)` knows the type of some names only:
# - X-PUBLISHED-TTL, which Outlook reads, comes out as `6:00:00`, as Python prints it. It is meant to be a duration: `PT6H`.
# - REFRESH-INTERVAL comes out as `PT6H`, but without `VALUE=DURATION`, which RFC 7986 (5.7) requires.
# - A day and a half becomes `1 day, 12:00:00`, with a comma that RFC 5545 takes for a second value.
# Nothing is raised, and reading it again gives plain text. Give `vDuration(…)`, and `parameters={"VALUE": "DURATION"}`, yourself.
#
# Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6 2>/dev/null

cat >durations.py <<'PYTHON'
from datetime import timedelta

from icalendar import Calendar, vDuration

calendar = Calendar()
calendar.add("refresh-interval", timedelta(hours=6))
calendar.add("x-published-ttl", timedelta(hours=6))
calendar.add("x-example-ttl", timedelta(days=1, hours=12))
calendar.add("x-example-right", vDuration(timedelta(days=1, hours=12)), parameters={"VALUE": "DURATION"})
text = calendar.to_ical()
print(text.decode().replace("\r\n", "\n"), end="")
print("read again:", repr(str(Calendar.from_ical(text)["X-PUBLISHED-TTL"])))
PYTHON
venv/bin/python -W ignore durations.py >seen

cat >expected <<'SEEN'
BEGIN:VCALENDAR
REFRESH-INTERVAL:PT6H
X-EXAMPLE-RIGHT;VALUE=DURATION:P1DT12H
X-EXAMPLE-TTL:1 day, 12:00:00
X-PUBLISHED-TTL:6:00:00
END:VCALENDAR
read again: '6:00:00'
SEEN
diff expected seen && echo "as seen: durations under unknown names are written in Python's words"
