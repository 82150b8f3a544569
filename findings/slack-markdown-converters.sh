#!/usr/bin/env bash
# markdown_to_mrkdwn 0.3.3 and slackify_markdown 0.2.4 (Markdown to Slack's own): sums become italics, links lead elsewhere.
#
# markdown_to_mrkdwn rewrites a text by patterns, without reading it as Markdown (CommonMark 0.31 in brackets):
# - `1 * 2 * 3` becomes `1 _ 2 _ 3` [a star between spaces opens nothing: 6.2]; an escaped star `\*no\*` becomes `\_no\_`, backslashes shown.
# - A link with parentheses, as Wikipedia's have, `[Amsterdam](https://en.example.org/wiki/Amsterdam_(city))`, becomes a link to
#   `…/Amsterdam_(city` with `Amsterdam>)` for a text [balanced parentheses belong to the address: 6.3].
# - Bold within a heading leaves its stars in the text.
# - `&`, `<` and `>` stay, though Slack asks for `&amp;`, `&lt;` and `&gt;`.
# slackify_markdown reads Markdown rightly and escapes, but not in code, and `\*no\*` comes out as `*no*`: bold in Slack.
# Neither takes care of a `|` in a link's text, Slack's own separator.
#
# Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check markdown_to_mrkdwn==0.3.3 slackify_markdown==0.2.4 2>/dev/null

cat >texts.py <<'PYTHON'
from markdown_to_mrkdwn import SlackMarkdownConverter
from slackify_markdown import slackify_markdown

for text in (
    "1 * 2 * 3",
    r"\*no\*",
    "[Amsterdam](https://en.example.org/wiki/Amsterdam_(city))",
    "# Heading with **bold**",
    "R&D: 2 < 3",
    "`R&D`",
    "[News | Example](https://example.org/)",
):
    print(f"{text}  ->  {SlackMarkdownConverter().convert(text)}  |  {slackify_markdown(text).strip()}")
PYTHON
venv/bin/python texts.py >seen

cat >expected <<'SEEN'
1 * 2 * 3  ->  1 _ 2 _ 3  |  1 * 2 * 3
\*no\*  ->  \_no\_  |  *no*
[Amsterdam](https://en.example.org/wiki/Amsterdam_(city))  ->  <https://en.example.org/wiki/Amsterdam_(city|Amsterdam>)  |  <https://en.example.org/wiki/Amsterdam_(city)|Amsterdam>
# Heading with **bold**  ->  *Heading with *bold**  |  *Heading with bold*
R&D: 2 < 3  ->  R&D: 2 < 3  |  R&amp;D: 2 &lt; 3
`R&D`  ->  `R&D`  |  `R&D`
[News | Example](https://example.org/)  ->  <https://example.org/|News | Example>  |  <https://example.org/|News | Example>
SEEN
diff expected seen && echo "as seen: stars of a sum become italics, and a link with parentheses leads elsewhere"
