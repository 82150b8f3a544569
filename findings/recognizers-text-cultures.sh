#!/usr/bin/env bash
# recognizers-text-date-time 1.0.2a2 (Python; behind the date prompts of botbuilder-dialogs): British days are American, two weeks are a week.
#
# - A culture without a model of its own is read in American English, without a word: 04/03/2026 is 3 April for en-gb, nl-nl, it-it and
#   da-dk. npm's package of the same project (1.3.1) has a British model (4 March), and reads Dutch as American as well.
#   `fallback_to_default_culture=False` raises instead.
# - "in two weeks", said on 2 December, is not the 16th but a period: the week from the 10th up to the 17th.
# - "end of the month" begins on the 16th.
# - The French "mardi en huit" (Tuesday week) is Tuesday, at eight in the morning or in the evening.
# - "in a fortnight" is found and has no value. npm's package gives it 14 days, under the TIMEX "P12", which has no unit.
#
# Seen on 2026-12-02 with Python 3.11 and Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps recognizers-text-date-time==1.0.2a2 recognizers-text==1.0.2a2 \
  recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2 python-dateutil==2.9.0.post0 six==1.17.0 regex==2026.11.19 emoji==1.7.0 grapheme==0.6.0 \
  multipledispatch==1.0.0 datedelta==1.4 2>/dev/null
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @microsoft/recognizers-text-date-time@1.3.1 >/dev/null

cat >read.py <<'PYTHON'
from datetime import datetime

from recognizers_date_time import recognize_datetime

PHRASES = [("en-us", "04/03/2026"), ("en-gb", "04/03/2026"), ("nl-nl", "04/03/2026"), ("it-it", "04/03/2026"), ("fr-fr", "04/03/2026")]
PHRASES += [("en-us", "in two weeks"), ("en-us", "end of the month"), ("en-us", "in a fortnight"), ("fr-fr", "mardi en huit")]
for culture, phrase in PHRASES:
    (found,) = recognize_datetime(phrase, culture, reference=datetime(2026, 12, 2, 12))
    values = [one.get("value") or f"{one['start']} to {one['end']}" for one in (found.resolution or {"values": []})["values"]]
    print(f"python {culture} {phrase} ->", ", ".join(values) or "no value")
PYTHON
cat >read.cjs <<'NODE'
const { recognizeDateTime } = require("@microsoft/recognizers-text-date-time");

const phrases = [["en-us", "04/03/2026"], ["en-gb", "04/03/2026"], ["nl-nl", "04/03/2026"], ["en-us", "in a fortnight"]];
for (const [culture, phrase] of phrases) {
  const [found] = recognizeDateTime(phrase, culture, undefined, new Date(2026, 11, 2, 12));
  const values = found.resolution.values.map((one) => (one.type === "duration" ? `${one.value} s, ${one.timex}` : one.value));
  console.log(`npm ${culture} ${phrase} -> ${values.join(", ")}`);
}
NODE
{
  venv/bin/python -W ignore read.py
  TZ=UTC node read.cjs
} >seen

cat >expected <<'SEEN'
python en-us 04/03/2026 -> 2026-04-03
python en-gb 04/03/2026 -> 2026-04-03
python nl-nl 04/03/2026 -> 2026-04-03
python it-it 04/03/2026 -> 2026-04-03
python fr-fr 04/03/2026 -> 2026-03-04
python en-us in two weeks -> 2026-12-10 to 2026-12-17
python en-us end of the month -> 2026-12-16 to 2027-01-01
python en-us in a fortnight -> no value
python fr-fr mardi en huit -> 2026-12-01 08:00:00, 2026-12-01 20:00:00, 2026-12-08 08:00:00, 2026-12-08 20:00:00
npm en-us 04/03/2026 -> 2026-04-03
npm en-gb 04/03/2026 -> 2026-03-04
npm nl-nl 04/03/2026 -> 2026-04-03
npm en-us in a fortnight -> 1209600 s, P12
SEEN
diff expected seen && echo "as seen: a culture without a model is American, and two weeks are a period of one"
