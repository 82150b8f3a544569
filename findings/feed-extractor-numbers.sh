#!/usr/bin/env bash
# @extractus/feed-extractor 8.0.3 (npm): what looks like a number in a feed becomes one, and two entries get one id.
#
# - The ids (guid) `1.1` and `1.10`, and `007` and `7`, are equal: a reader that remembers entries by id never shows the second one.
#   A title "1e3" becomes "1000", "2.0" becomes "2".
# - An entry of Atom leads to its first link, even when that is the sound file (`rel="enclosure"`) and the page comes second
#   (RFC 4287, 4.1.1: the page is the link with `rel="alternate"`).
# - `published` is Atom's `updated`: an entry that is corrected a month later is new. A title of type xhtml is empty.
# - A relative link follows the address that the caller gave, and not the feed's own `xml:base` (RFC 4287, 2).
# - dc:date is not read, and an entry without guid and pubDate has an id that ends with "NaN".
# rss-parser 3.13.0 reads ids, links and dates of these feeds rightly, but gives the xhtml title as an object, and leaves links relative.
#
# Seen on 2026-12-02 with Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @extractus/feed-extractor@8.0.3 rss-parser@3.13.0 >/dev/null

cat >read.mjs <<'NODE'
import { extractFromXml } from "@extractus/feed-extractor";
import Parser from "rss-parser";

const item = (title, guid) =>
  `<item><title>${title}</title><link>https://example.org/${guid}</link><guid isPermaLink="false">${guid}</guid></item>`;
const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Releases</title><link>https://example.org/</link><description>What is new</description>
${item("2.0", "1.1")}${item("1e3", "1.10")}${item("Bond", "007")}${item("Seven", "7")}
<item><title>Dated</title><link>https://example.org/dated</link><dc:date>2026-12-01T10:00:00+01:00</dc:date></item>
</channel></rss>`;
const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/blog/">
<title>Blog</title><id>urn:example:blog</id><updated>2026-12-01T10:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Less <em>is</em> more</div></title><id>urn:example:1</id>
<published>2026-11-01T10:00:00Z</published><updated>2026-12-01T10:00:00Z</updated>
<link rel="enclosure" href="https://example.org/sound.mp3"/><link rel="alternate" href="post/1"/></entry></feed>`;

for (const xml of [rss, atom]) {
  for (const one of extractFromXml(xml, { baseUrl: "https://example.org/" }).entries)
    console.log("feed-extractor:", [one.id, one.title, one.link, one.published].join(" | "));
  for (const one of (await new Parser().parseString(xml)).items)
    console.log("rss-parser:", [one.guid ?? one.id, typeof one.title === "string" ? one.title : "(an object)", one.link, one.isoDate].join(" | "));
}
NODE
TZ=UTC node read.mjs >seen

cat >expected <<'SEEN'
feed-extractor: 1.1 | 2 | https://example.org/1.1 | 
feed-extractor: 1.1 | 1000 | https://example.org/1.10 | 
feed-extractor: 7 | Bond | https://example.org/007 | 
feed-extractor: 7 | Seven | https://example.org/7 | 
feed-extractor: xlwr8o-NaN | Dated | https://example.org/dated | 
rss-parser: 1.1 | 2.0 | https://example.org/1.1 | 
rss-parser: 1.10 | 1e3 | https://example.org/1.10 | 
rss-parser: 007 | Bond | https://example.org/007 | 
rss-parser: 7 | Seven | https://example.org/7 | 
rss-parser:  | Dated | https://example.org/dated | 2026-12-01T09:00:00.000Z
feed-extractor: urn:example:1 |  | https://example.org/sound.mp3 | 2026-12-01T10:00:00.000Z
rss-parser: urn:example:1 | (an object) | post/1 | 2026-11-01T10:00:00.000Z
SEEN
diff expected seen && echo "as seen: ids and titles become numbers, and an entry leads to its sound file"
