#!/usr/bin/env bash
# slack_sdk 3.48.0 (the newest): a message that is parsed and sent again loses what Slack documented this year.
#
# `Block.parse(block).to_dict()`, as one does to add a line to a message that was sent before, loses without an error
# - `subtext` and `slack_icon` of a card (docs.slack.dev, card block), also within a carousel;
# - `level` of a header (docs.slack.dev, header block: 1 to 4), so that all headings become equally large;
# - `unsafe` of a link in rich text;
# - a whole `data_table`: `Block.parse` answers None, with a line in the log.
# `validate_json()` finds nothing wrong with what is left. Keep the blocks as they came, and change only your own.
#
# Seen on 2026-12-02 with Python 3.11. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check slack_sdk==3.48.0 2>/dev/null

cat >blocks.py <<'PYTHON'
from slack_sdk.models.blocks import Block


def plain(text):
    return {"type": "plain_text", "text": text}


def lost(before, after, place=""):
    """The names of what is in the first and not in the second."""
    if isinstance(before, list):
        return [name for n, (one, other) in enumerate(zip(before, after, strict=True)) for name in lost(one, other, f"{place}[{n}]")]
    if not isinstance(before, dict):
        return []
    gone = [f"{place}.{key}".lstrip(".") for key in before if key not in after]
    return gone + [name for key in before if key in after for name in lost(before[key], after[key], f"{place}.{key}")]


card = {"type": "card", "title": plain("News"), "subtext": plain("3 minutes"), "slack_icon": {"type": "icon", "name": "star"}}
link = {"type": "link", "url": "https://example.org/", "text": "here", "unsafe": True}
cells = [[{"type": "raw_text", "text": "Team"}], [{"type": "raw_text", "text": "Sales"}]]
for block in (
    card,
    {"type": "carousel", "elements": [card, card]},
    {"type": "header", "text": plain("This week"), "level": 2},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [link]}]},
    {"type": "table", "rows": cells},
    {"type": "data_table", "caption": "Teams", "rows": cells},
):
    parsed = Block.parse(block)
    if parsed is None:
        print(f"{block['type']}: None")
        continue
    parsed.validate_json()
    print(f"{block['type']}: loses {lost(block, parsed.to_dict()) or 'nothing'}")
PYTHON
venv/bin/python blocks.py 2>/dev/null >seen

cat >expected <<'SEEN'
card: loses ['subtext', 'slack_icon']
carousel: loses ['elements[0].subtext', 'elements[0].slack_icon', 'elements[1].subtext', 'elements[1].slack_icon']
header: loses ['level']
rich_text: loses ['elements[0].elements[0].unsafe']
table: loses nothing
data_table: None
SEEN
diff expected seen && echo "as seen: subtext, slack_icon, level, unsafe and whole data tables are lost"
