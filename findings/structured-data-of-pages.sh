#!/usr/bin/env bash
# trafilatura 2.3.1 and metascraper 5.58.1 (what a page says of itself): the date of a comment, and the site's date and picture.
#
# Pages describe themselves in JSON-LD, often with several things at once: the article, the site, comments, related articles.
# - Both take the first `datePublished` in the text, whatever it belongs to, such as a site that is described before its article.
#   metascraper takes its `image`, too.
# - In trafilatura that may be a reader's comment: JSON objects have no order, but the same article has another date when its `comment` is
#   written before its own date. The authors of a related article become authors of this one.
# - Of two og:image, of which the first is preferred (ogp.me, "Arrays"), trafilatura takes the last.
# - A relative `<link rel="canonical">` on a page with `<base>` (HTML, 4.2.3: relative addresses follow the base): metascraper resolves it against
#   the page's own address, and so names a page that does not exist.
# Nothing tells a right answer from a wrong one. A preview takes a picture and a date from what can only mean the page: its meta tags.
#
# Seen on 2026-12-02 with Python 3.11 and Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check trafilatura==2.3.1 htmldate==1.11.0 lxml==6.1.3 lxml_html_clean==0.4.6 2>/dev/null
npm init -y >/dev/null
npm install --silent --no-audit --no-fund metascraper@5.58.1 metascraper-date@5.55.0 metascraper-{image,url}@5.56.2 >/dev/null

cat >pages.py <<'PYTHON'
import json
from pathlib import Path

OWN = {"headline": "News", "datePublished": "2026-11-30", "author": {"@type": "Person", "name": "Ann"}, "image": "https://example.org/news.png"}
COMMENT = {"comment": [{"@type": "Comment", "text": "Nice", "datePublished": "2026-12-02"}]}
ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle"}
SITE = {"@context": "https://schema.org", "@type": "WebSite", "name": "Site", "datePublished": "2001-01-01", "image": "https://example.org/site.png"}
RELATED = {**ARTICLE, "headline": "Older", "author": {"@type": "Person", "name": "Bo"}, "mainEntityOfPage": "https://example.org/older"}


def data(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


PICTURES = "".join(f'<meta property="og:image" content="https://example.org/{name}.png">' for name in ("first", "second"))
HEADS = {
    "article": data({**ARTICLE, **OWN}),
    "comment after its own": data({**ARTICLE, **OWN, **COMMENT}),
    "comment before its own": data({**ARTICLE, **COMMENT, **OWN}),
    "site, then article": data(SITE, {**ARTICLE, **OWN}),
    "article, then related": data({**ARTICLE, **OWN}, RELATED),
    "two pictures": PICTURES,
    "canonical with a base": '<base href="https://example.org/news/"><link rel="canonical" href="today">',
}
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title>{}</head><body><h1>News</h1><p>A text.</p></body></html>'
Path("pages.json").write_text(json.dumps({name: PAGE.format(head) for name, head in HEADS.items()}))
PYTHON
cat >read.py <<'PYTHON'
import json
from pathlib import Path

from trafilatura import extract_metadata

for name, html in json.loads(Path("pages.json").read_text()).items():
    said = extract_metadata(html, default_url="https://example.org/start/")
    print(f"trafilatura, {name}: {said.date}, {said.author}, {said.image}")
PYTHON
cat >read.cjs <<'NODE'
const scrape = require("metascraper")(["date", "image", "url"].map((name) => require(`metascraper-${name}`)()));

(async () => {
  for (const [name, html] of Object.entries(require("./pages.json"))) {
    const said = await scrape({ html, url: "https://example.org/start/" });
    console.log(`metascraper, ${name}: ${said.date?.slice(0, 10)}, ${said.image}, ${said.url}`);
  }
})();
NODE
python3 pages.py
{
  venv/bin/python -W ignore read.py
  TZ=UTC node read.cjs
} >seen

cat >expected <<'SEEN'
trafilatura, article: 2026-11-30, Ann, None
trafilatura, comment after its own: 2026-11-30, Ann, None
trafilatura, comment before its own: 2026-12-02, Ann, None
trafilatura, site, then article: 2001-01-01, Ann, None
trafilatura, article, then related: 2026-11-30, Ann; Bo, None
trafilatura, two pictures: None, None, https://example.org/second.png
trafilatura, canonical with a base: None, None, None
metascraper, article: 2026-11-30, https://example.org/news.png, https://example.org/start/
metascraper, comment after its own: 2026-11-30, https://example.org/news.png, https://example.org/start/
metascraper, comment before its own: 2026-11-30, https://example.org/news.png, https://example.org/start/
metascraper, site, then article: 2001-01-01, https://example.org/site.png, https://example.org/start/
metascraper, article, then related: 2026-11-30, https://example.org/news.png, https://example.org/start/
metascraper, two pictures: undefined, https://example.org/first.png, https://example.org/start/
metascraper, canonical with a base: undefined, null, https://example.org/start/today
SEEN
diff expected seen && echo "as seen: the first date and picture in the text are the page's, whatever they belong to"
