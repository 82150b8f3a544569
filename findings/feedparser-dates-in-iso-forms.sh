#!/usr/bin/env bash
# feedparser 6.0.14: valid ISO dates lose their time, and RFC 2822's obsolete forms land on another hour or in another millennium.
#
# - `20261201T100000Z` (ISO 8601, basic) and `2026-W49-2T10:00:00Z` (a week date) are midnight of the right day: an entry of this evening
#   is older than one of this morning.
# - `Tue, 01 Dec 126 10:00:00 GMT`: RFC 2822 (4.3) adds 1900 to a year of three digits. feedparser leaves it in the year 126.
# - Military zone letters: RFC 2822 (4.3) says that all but Z count as -0000, because they were defined with the wrong sign.
#   feedparser counts `A` as an hour off.
# - A `base` attribute without `xml:` on an Atom link, which is no part of Atom, changes where a relative address leads.
# `bozo` stays false for each. Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check feedparser==6.0.14 2>/dev/null

cat >dates.py <<'PYTHON'
import io

import feedparser


def read(text):
    found = feedparser.parse(io.BytesIO(text.encode()))
    return bool(found.bozo), found.entries[0]


for moment in ("2026-12-01T10:00:00Z", "20261201T100000Z", "2026-W49-2T10:00:00Z", "Tue, 01 Dec 126 10:00:00 GMT", "Tue, 01 Dec 2026 10:00:00 A"):
    feed = f"<rss version='2.0'><channel><item><title>News</title><pubDate>{moment}</pubDate></item></channel></rss>"
    bozo, entry = read(feed)
    year, month, day, hour, minute = entry.published_parsed[:5]
    print(f"{moment}: {year}-{month:02}-{day:02} {hour:02}:{minute:02}, bozo {bozo}")
link = "<link base='https://other.example/' href='story'/>"
feed = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://example.org/'><entry><title>News</title>{link}</entry></feed>"
bozo, entry = read(feed)
print(f"a plain base attribute: {entry.link}, bozo {bozo}")
PYTHON
venv/bin/python -W ignore dates.py >seen

cat >expected <<'SEEN'
2026-12-01T10:00:00Z: 2026-12-01 10:00, bozo False
20261201T100000Z: 2026-12-01 00:00, bozo False
2026-W49-2T10:00:00Z: 2026-12-01 00:00, bozo False
Tue, 01 Dec 126 10:00:00 GMT: 126-12-01 10:00, bozo False
Tue, 01 Dec 2026 10:00:00 A: 2026-12-01 11:00, bozo False
a plain base attribute: https://other.example/story, bozo False
SEEN
diff expected seen && echo "as seen: ISO forms lose their time, and old forms of RFC 2822 land elsewhere"
