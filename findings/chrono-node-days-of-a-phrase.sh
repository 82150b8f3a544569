#!/usr/bin/env bash
# chrono-node 2.10.3 (dates as people write them, ten languages): the day after tomorrow is tomorrow, and half past nine is nine.
#
# A phrase that chrono does not know is not left alone. It reads the words within it that it does know:
# - The day after tomorrow in French (après-demain), Spanish (pasado mañana), Portuguese (depois de amanhã), and in English without
#   "the" is tomorrow, because the word contains or ends with "tomorrow". German and Italian are read rightly.
# - Half past nine in Spanish (a las 9 y media) and Italian (alle 9 e mezza) is nine o'clock. In Dutch and German (half tien, halb zehn),
#   the time is dropped and the day becomes noon, as a day without a time does.
# - With `forwardDate`, which asks for days to come, the Dutch "eind december" (the end of December) on 2 December 2026 is 1 December 2027.
# - Without it, the Portuguese "next Tuesday" (próxima terça-feira) is yesterday.
# Each is a hit like any other. Only its `text`, shorter than what was typed, tells that words were passed over: compare the two.
#
# Seen on 2026-12-02 with Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >/dev/null

cat >read.mjs <<'NODE'
import * as chrono from "chrono-node";

const noon = { instant: new Date("2026-12-02T12:00:00Z"), timezone: 0 }; // a Wednesday
const phrases = [
  ["en", "the day after tomorrow"],
  ["en", "day after tomorrow"],
  ["de", "übermorgen"],
  ["it", "dopodomani"],
  ["fr", "après-demain à 9h"],
  ["es", "pasado mañana"],
  ["pt", "depois de amanhã"],
  ["es", "martes 8 de diciembre a las 9 y media"],
  ["it", "domani alle 9 e mezza"],
  ["nl", "dinsdag 8 december om half tien"],
  ["de", "am 8. Dezember um halb zehn"],
  ["nl", "eind december", { forwardDate: true }],
  ["pt", "próxima terça-feira"],
];
for (const [language, phrase, options] of phrases) {
  const [hit] = chrono[language].parse(phrase, noon, options);
  console.log(`${language} ${phrase} -> ${hit.start.date().toISOString().slice(0, 16)} (${hit.text})`);
}
NODE
TZ=UTC node read.mjs >seen

cat >expected <<'SEEN'
en the day after tomorrow -> 2026-12-04T12:00 (the day after tomorrow)
en day after tomorrow -> 2026-12-03T12:00 (tomorrow)
de übermorgen -> 2026-12-04T12:00 (übermorgen)
it dopodomani -> 2026-12-04T12:00 (dopodomani)
fr après-demain à 9h -> 2026-12-03T09:00 (demain à 9h)
es pasado mañana -> 2026-12-03T12:00 (mañana)
pt depois de amanhã -> 2026-12-03T12:00 (amanhã)
es martes 8 de diciembre a las 9 y media -> 2026-12-08T09:00 (martes 8 de diciembre a las 9)
it domani alle 9 e mezza -> 2026-12-03T09:00 (domani alle 9)
nl dinsdag 8 december om half tien -> 2026-12-08T12:00 (dinsdag 8 december)
de am 8. Dezember um halb zehn -> 2026-12-08T12:00 (am 8. Dezember)
nl eind december -> 2027-12-01T12:00 (december)
pt próxima terça-feira -> 2026-12-01T12:00 (terça-feira)
SEEN
diff expected seen && echo "as seen: words around a known one are passed over, and the day is another"
