#!/usr/bin/env bash
# dateparser 1.5.0: a time of day written with the language's own word becomes a span of hours, or a day of the month.
#
# In Dutch and French, "14 uur" and "14 heures" are two o'clock in the afternoon. dateparser reads "in 14 hours": at noon that is 02:00
# tomorrow. "9.00 uur" loses its minutes and becomes "in 9 hours", too; only "9:00 uur" is nine o'clock.
# Beside a weekday the number becomes a day of the month, and the weekday is dropped: "vrijdag 9 uur" and "vendredi 9 heures" are
# Wednesday 9 December. German "9 Uhr", Italian "ore 9" and Danish "kl. 9" alone are the 9th as well, and "morgen 9 Uhr" keeps no hour.
# Nothing is refused, and nothing tells that a part was dropped. A reader of dates should refuse or read such times by itself.
#
# Seen on 2026-12-01 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q --disable-pip-version-check install dateparser==1.5.0

cat >"$folder/read.py" <<'PYTHON'
from datetime import datetime

import dateparser

TUESDAY_NOON = datetime(2026, 12, 1, 12)
SETTINGS = {"RELATIVE_BASE": TUESDAY_NOON, "PREFER_DATES_FROM": "future"}
WRITTEN = [
    ("nl", "9:00 uur"),
    ("nl", "9.00 uur"),
    ("nl", "14 uur"),
    ("nl", "morgen 9 uur"),
    ("nl", "vrijdag 9 uur"),
    ("fr", "14 heures"),
    ("fr", "vendredi 9 heures"),
    ("de", "9 Uhr"),
    ("de", "morgen 9 Uhr"),
    ("it", "ore 9"),
    ("da", "kl. 9"),
]
print("dateparser", dateparser.__version__)
for language, text in WRITTEN:
    print(language, text, "->", dateparser.parse(text, languages=[language], settings=SETTINGS))
PYTHON

cat >"$folder/expected" <<'SEEN'
dateparser 1.5.0
nl 9:00 uur -> 2026-12-02 09:00:00
nl 9.00 uur -> 2026-12-01 21:00:00
nl 14 uur -> 2026-12-02 02:00:00
nl morgen 9 uur -> 2026-12-02 21:00:00
nl vrijdag 9 uur -> 2026-12-09 00:00:00
fr 14 heures -> 2026-12-02 02:00:00
fr vendredi 9 heures -> 2026-12-09 00:00:00
de 9 Uhr -> 2026-12-09 00:00:00
de morgen 9 Uhr -> 2026-12-02 12:00:00
it ore 9 -> 2026-12-09 00:00:00
da kl. 9 -> 2026-12-09 00:00:00
SEEN

TZ=UTC "$folder/venv/bin/python" -W ignore "$folder/read.py" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" && echo "as it was on 2026-12-01"
