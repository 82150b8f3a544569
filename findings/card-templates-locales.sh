#!/usr/bin/env bash
# adaptivecards-templating 2.3.1 with adaptive-expressions 4.23.3 (Microsoft's card templates): a locale is taken and half ignored.
#
# - `formatDateTime(…, 'dddd d MMMM', 'nl-NL')` answers in English in every locale, without an error: a Dutch card says "Monday 30 November".
# - `formatNumber(…, 'nl-NL')` writes 1.234,50. But the locale is looked up letter by letter: `nl`, `nl-nl` and
#   locales that are not in its short list (`da-DK`) write 1,234.50, which a Dutch reader takes for one and a bit.
# - Formats are .NET's custom ones, but not its standard ones: 'D' gives the day of the month, 'g' the letter g. A quoted literal ('at')
#   is read as a format too: "pmt".
# - `dateReadBack` compares days in the zone of the machine: at 23:00 UTC, what comes two hours later is "tomorrow" in London and "today" in
#   Los Angeles, whatever zone the reader is in. From a Sunday, the Wednesday after is "this Wednesday"; from the Saturday before, "next".
#
# So words and dates of a card are made before the template is filled. Seen on 2026-12-02 with Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund adaptivecards-templating@2.3.1 adaptive-expressions@4.23.3 >/dev/null

cat >fill.cjs <<'NODE'
const { Template } = require("adaptivecards-templating");

const fill = (expression) => {
  const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "${" + expression + "}" }] };
  return new Template(card).expand({ $root: { when: "2026-11-30T15:30:00.000Z" } }).body[0].text;
};
const [, , ...expressions] = process.argv;
for (const expression of expressions) console.log(`${expression} -> ${fill(expression)}`);
NODE

readback() { TZ=$1 node fill.cjs "dateReadBack('2026-12-01T23:00:00.000Z', '2026-12-02T01:00:00.000Z')" | sed "s|^|$1: |"; }
{
  TZ=UTC node fill.cjs "formatDateTime(when, 'dddd d MMMM', 'nl-NL')" "formatDateTime(when, 'dddd d MMMM', 'de-DE')" \
    "formatNumber(1234.5, 2, 'nl-NL')" "formatNumber(1234.5, 2, 'nl-nl')" "formatNumber(1234.5, 2, 'nl')" \
    "formatNumber(1234.5, 2, 'da-DK')" \
    "formatDateTime(when, 'D')" "formatDateTime(when, 'g')" "formatDateTime(when, \"dd 'at' HH\")" \
    "dateReadBack('2026-12-05T12:00:00.000Z', '2026-12-09T12:00:00.000Z')" \
    "dateReadBack('2026-12-06T12:00:00.000Z', '2026-12-09T12:00:00.000Z')"
  readback Europe/London
  readback America/Los_Angeles
} >seen

cat >expected <<'SEEN'
formatDateTime(when, 'dddd d MMMM', 'nl-NL') -> Monday 30 November
formatDateTime(when, 'dddd d MMMM', 'de-DE') -> Monday 30 November
formatNumber(1234.5, 2, 'nl-NL') -> 1.234,50
formatNumber(1234.5, 2, 'nl-nl') -> 1,234.50
formatNumber(1234.5, 2, 'nl') -> 1,234.50
formatNumber(1234.5, 2, 'da-DK') -> 1,234.50
formatDateTime(when, 'D') -> 30
formatDateTime(when, 'g') -> g
formatDateTime(when, "dd 'at' HH") -> 30 pmt 15
dateReadBack('2026-12-05T12:00:00.000Z', '2026-12-09T12:00:00.000Z') -> next Wednesday
dateReadBack('2026-12-06T12:00:00.000Z', '2026-12-09T12:00:00.000Z') -> this Wednesday
Europe/London: dateReadBack('2026-12-01T23:00:00.000Z', '2026-12-02T01:00:00.000Z') -> tomorrow
America/Los_Angeles: dateReadBack('2026-12-01T23:00:00.000Z', '2026-12-02T01:00:00.000Z') -> today
SEEN
diff expected seen && echo "as seen: dates stay English, numbers follow only a locale spelt exactly so, and 'today' is the machine's"
