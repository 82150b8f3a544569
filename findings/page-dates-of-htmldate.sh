#!/usr/bin/env bash
# htmldate 1.11.0 (dates of web pages): a page that names a month was published on today's day of it, and numbers of parts are dates.
#
# - `<meta name="date" content="2026-05">` and `<time datetime="2026-05">`: the day is filled in with today's. The same page was published
#   on 2 May when it is read on the 2nd, and on 20 May when it is read on the 20th. "May 2026" in a paragraph is 1 January.
# - With `extensive_search=False`, which leaves out guesses, "part 2025-10-11-B" and "version 2025.10.11" are still dates of the page.
# - With the default, so are a phone number, a date of birth, and the path of somebody else's page in a link.
# - 04/03/2026 on a page in American English is 4 March.
#
# Each is given back as plain text like a date that the page states; nothing tells a guess from a fact. So a page's date comes from what
# it states as such, and is left empty otherwise. Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check htmldate==1.11.0 dateparser==1.5.0 lxml==6.1.3 2>/dev/null

cat >pages.py <<'PYTHON'
from datetime import date

from htmldate import find_date

STORY = "<p>A long enough story about the work of our colleagues in the factory.</p>"


def dates(body, head=""):
    page = f'<!doctype html><html lang="en-US"><head><title>News</title>{head}</head><body><article>{STORY}{body}</article></body></html>'
    return [find_date(page, original_date=True, extensive_search=guesses) for guesses in (False, True)]


today = date.today().day
for name, found in (("meta", dates("", '<meta name="date" content="2026-05">')), ("time", dates('<time datetime="2026-05">May</time>'))):
    days = [date.fromisoformat(one) for one in found]
    print(f"{name} of May 2026: in May {all(day.month == 5 for day in days)}, on today's day of the month {all(day.day == today for day in days)}")
for name, body in (
    ("a part", "<p>Order part 2025-10-11-B.</p>"),
    ("a version", "<p>Version 2025.10.11 is out.</p>"),
    ("4/3 in the US", '<span class="date">04/03/2026</span>'),
    ("May 2026", '<p class="date">May 2026</p>'),
    ("a phone number", "<p>Call 020-20260304 or write to us.</p>"),
    ("a birthday", "<p>She was born on 4 June 1999.</p>"),
    ("a link", '<a href="https://news.example/2025/10/11/story">elsewhere</a>'),
):
    print(f"{name}: without guesses, with them: {dates(body)}")
PYTHON
venv/bin/python -W ignore pages.py >seen

cat >expected <<'SEEN'
meta of May 2026: in May True, on today's day of the month True
time of May 2026: in May True, on today's day of the month True
a part: without guesses, with them: ['2025-10-11', '2025-10-11']
a version: without guesses, with them: ['2025-10-11', '2025-10-11']
4/3 in the US: without guesses, with them: ['2026-03-04', '2026-03-04']
May 2026: without guesses, with them: [None, '2026-01-01']
a phone number: without guesses, with them: [None, '2026-03-04']
a birthday: without guesses, with them: [None, '1999-06-04']
a link: without guesses, with them: [None, '2025-10-11']
SEEN
diff expected seen && echo "as seen: a month is given today's day, and numbers of parts are dates"
