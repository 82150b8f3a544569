#!/usr/bin/env bash
# any-date-parser 2.2.4 (npm): a word that it does not know is passed over, and what is left of the sentence becomes another day.
#
# - French "demain" (tomorrow) and "lendemain" are the month of May: "mai" is found inside the word.
# - Dutch "over 3 dagen" (in 3 days), "om 3 uur" (at 3 o'clock) and "2 weken" are the third, the third and the second of this month.
# - A clock time with a dot, as Dutch and German write it, is a date: "15.30 uur" is 15 March, and the minutes are lost. After a day it
#   changes that day: "8 dec om 15.30" is 8 March, and "3 dec 20.30 uur" is a day in 2020.
# - Spanish "3 sep 2027" has no month ("sept" has one), and "martes 15:00" (Tuesday) is in March.
# - "Fri 3pm", "Monday at 15:00", "vandaag 15:00" and "morgen 15:00" are a time without a day, "Q3 2027" is the third of a month.
# - "12/8/2026" is 12 August in the locale `en`, and 8 December in `en-US`.
# `attempt` gives these parts, and none of them is marked. `fromString` gives an invalid Date where the day or the month is missing, and a
# valid one for "8 dec om 15.30" (8 March) and "3 dec 20.30 uur" (2020).
#
# Seen on 2026-12-02 with Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund any-date-parser@2.2.4 >/dev/null

cat >read.mjs <<'NODE'
import parser from "any-date-parser";

const written = {
  fr: ["demain", "lendemain", "demain à 15:00", "8 déc. 2026"],
  nl: ["over 3 dagen", "om 3 uur", "2 weken", "15.30 uur", "8 dec om 15.30", "3 dec 20.30 uur", "vandaag 15:00", "morgen 15:00", "8 dec 2026"],
  de: ["15.30 Uhr", "in 3 Tagen", "übermorgen 15:00", "8. Dezember 2026"],
  es: ["3 sep 2027", "3 sept 2027", "martes 15:00"],
  en: ["Fri 3pm", "Monday at 15:00", "Q3 2027", "12/8/2026"],
  "en-US": ["12/8/2026"],
};
for (const [locale, texts] of Object.entries(written))
  for (const text of texts) {
    const { invalid, ...parts } = parser.attempt(text, locale);
    const order = ["year", "month", "day", "hour", "minute"].filter((part) => part in parts);
    console.log(`${locale} | ${text} |`, invalid ? "not read" : order.map((part) => `${part} ${parts[part]}`).join(", "));
  }
for (const text of ["over 3 dagen", "8 dec om 15.30", "3 dec 20.30 uur"]) {
  const moment = parser.fromString(text, "nl");
  console.log(`fromString | ${text} |`, moment.isValid() ? `month ${moment.getMonth() + 1}, day ${moment.getDate()}` : "invalid");
}
NODE
TZ=UTC node read.mjs >seen

cat >expected <<'SEEN'
fr | demain | month 5
fr | lendemain | month 5
fr | demain à 15:00 | month 5, hour 15, minute 0
fr | 8 déc. 2026 | year 2026, month 12, day 8
nl | over 3 dagen | day 3
nl | om 3 uur | day 3
nl | 2 weken | day 2
nl | 15.30 uur | month 3, day 15
nl | 8 dec om 15.30 | month 3, day 8
nl | 3 dec 20.30 uur | year 2020, month 12, day 3
nl | vandaag 15:00 | hour 15, minute 0
nl | morgen 15:00 | hour 15, minute 0
nl | 8 dec 2026 | year 2026, month 12, day 8
de | 15.30 Uhr | month 3, day 15
de | in 3 Tagen | day 3
de | übermorgen 15:00 | hour 15, minute 0
de | 8. Dezember 2026 | year 2026, month 12, day 8
es | 3 sep 2027 | year 2027, day 3
es | 3 sept 2027 | year 2027, month 9, day 3
es | martes 15:00 | month 3, hour 15, minute 0
en | Fri 3pm | hour 15
en | Monday at 15:00 | hour 15, minute 0
en | Q3 2027 | year 2027, day 3
en | 12/8/2026 | year 2026, month 8, day 12
en-US | 12/8/2026 | year 2026, month 12, day 8
fromString | over 3 dagen | invalid
fromString | 8 dec om 15.30 | month 3, day 8
fromString | 3 dec 20.30 uur | month 12, day 3
SEEN
diff expected seen && echo "as seen: 'demain' is the month of May, and 'over 3 dagen' is the third of this month"
