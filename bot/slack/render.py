"""Cards as Slack's Block Kit. Pure; what Slack would refuse is cut or left out here.

Paragraphs are rich text, which Slack shows letter by letter: nothing in it can become a mention, a link or markup.
mrkdwn would need escapes that it only partly has. Blocks are plain dicts: slack_sdk.models would check them again by
reflection, 0.5 ms for a small card; the tests do that instead.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from pydantic_core import to_json

from bot.slack import limits
from bot.slack.buttons import Block, address, numbered, plain, row
from bot.slack.text import escape
from bot.text import ELLIPSIS, clean, cut, length
from bot.walk import Pens, Setting, draw
from handlers.core.interaction import Buttons, Card, Divider, Facts, Items, Picture, Preview, Text


class Said(NamedTuple):
    """A message: blocks to look at, and one line for notifications and screen readers."""

    text: str
    blocks: list[Block]


def message(card: Card, public: str = "", *, pictures: bool = True) -> Said:
    """`public` is Heraut's own address, for links that a card names by path; empty where it has none."""
    blocks = _fit(list(_card(card, Setting(public, pictures))), limits.BLOCKS_IN_MESSAGE, limits.BLOCKS_TOTAL)
    return Said(_summary(card), numbered(blocks))


def home(cards: Iterable[Card], public: str = "", *, pictures: bool = True) -> Block:
    """The Home tab: what was just answered stands above what is always there."""
    blocks: list[Block] = []
    for card in cards:
        blocks += [{"type": "divider"}] if blocks else []
        blocks += _card(card, Setting(public, pictures))
    fitted = _fit(blocks, limits.BLOCKS_IN_VIEW, limits.BLOCKS_IN_VIEW * limits.SECTION)
    return {"type": "home", "blocks": numbered(fitted)}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def span(text: str, most: int = limits.RICH_TEXT, **style: bool) -> Block:
    """Text exactly as it is."""
    element: Block = {"type": "text", "text": cut(text, most)}
    return {**element, "style": style} if style else element


def _summary(card: Card) -> str:
    words = clean(card.summary) or clean(card.title) or ELLIPSIS
    return escape(cut(words, limits.SUMMARY))


def _card(card: Card, setting: Setting) -> Iterator[Block]:
    drawn: list[Block] = []
    if clean(card.title):
        drawn.append({"type": "header", "text": plain(card.title, limits.HEADER)})
    for part in card.parts:
        drawn += draw(part, PENS, setting)
    yield from drawn or [rich(_section(span(clean(card.summary) or ELLIPSIS)))]


def _text(part: Text, _: Setting) -> Iterator[Block]:
    words = clean(part.text)
    if not words:
        return
    match part.style:
        case "normal":
            yield rich(_section(span(words)))
        case "strong":
            yield rich(_section(span(words, bold=True)))
        case "quote":
            yield rich({"type": "rich_text_quote", "elements": [span(words)]})
        case "quiet":
            yield {"type": "context", "elements": [plain(words, limits.CONTEXT)]}
        case _:
            assert_never(part.style)


def _facts(part: Facts, _: Setting) -> Iterator[Block]:
    rows = [(clean(label), clean(value)) for label, value in part.rows]
    spans: list[Block] = []
    for line in _within(f"{label}\0{value}" for label, value in rows if label or value):
        label, __, value = line.partition("\0")
        spans += [span("\n")] if spans else []
        spans += [span(f"{label}: " if value else label, bold=True)] if label else []
        spans += [span(value)] if value else []
    if spans:
        yield rich(_section(*spans))


def _items(part: Items, _: Setting) -> Iterator[Block]:
    lines = _within(clean(item) for item in part.items)
    if lines and part.ordered:  # Slack's own numbers have no shared second place
        yield rich(_section(span("\n".join(lines))))
    elif lines:
        yield rich({"type": "rich_text_list", "style": "bullet", "elements": [_section(span(line)) for line in lines]})


def _preview(part: Preview, setting: Setting) -> Iterator[Block]:
    title, about, site = clean(part.title) or clean(part.url), clean(part.description), clean(part.site)
    link = address(part.url)
    if link:
        yield rich(_section({"type": "link", "url": link, "text": cut(title, 300), "style": {"bold": True}}))
    elif title:
        yield rich(_section(span(title, 300, bold=True)))
    image = part.image if setting.pictures and part.image.startswith("https://") else ""
    beside, below = about or site, site if about else ""
    if beside:
        section: Block = {"type": "section", "text": plain(beside, limits.SECTION)}
        # An accessory, because Slack refuses a whole message when it cannot fetch an image block (java-slack-sdk#1396).
        picture = {"accessory": _image(image, title)} if address(image) else {}
        yield section | picture
    if below:
        yield {"type": "context", "elements": [plain(below, limits.CONTEXT)]}


def _picture(part: Picture, setting: Setting) -> Iterator[Block]:
    link = address(part.path, setting.public)
    if setting.pictures and link.startswith("https://"):
        yield _image(link, part.alt)


def _image(link: str, alt: str) -> Block:
    return {"type": "image", "image_url": link, "alt_text": cut(clean(alt), limits.ALT) or ELLIPSIS}


def _buttons(part: Buttons, setting: Setting) -> Iterator[Block]:
    elements = [*row(part, setting.public)]
    for start in range(0, len(elements), limits.ELEMENTS_IN_ACTIONS):
        yield {"type": "actions", "elements": elements[start : start + limits.ELEMENTS_IN_ACTIONS]}


def _divider(_: Divider, __: Setting) -> Iterator[Block]:
    yield {"type": "divider"}


PENS = Pens(_text, _facts, _items, _preview, _picture, _buttons, _divider)


def _section(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _within(lines: Iterable[str]) -> list[str]:
    """As many lines as fit into one rich text; the last one may be cut."""
    kept: list[str] = []
    room = limits.RICH_TEXT
    for line in filter(None, lines):
        if room < limits.BUTTON or len(kept) == limits.OPTIONS_IN_LIST:
            return [*kept, ELLIPSIS]
        kept.append(cut(line, room))
        room -= length(kept[-1])
    return kept


def _fit(blocks: list[Block], most: int, room: int) -> list[Block]:
    """As many of `blocks` as Slack takes. The last row of buttons stays, because it is what the card asks."""
    # JSON is never shorter than their weight, and told in a tenth of the time.
    if len(blocks) <= most and (len(to_json(blocks)) <= room or sum(map(_weight, blocks)) <= room):
        return blocks
    more: Block = rich(_section(span(ELLIPSIS)))
    row = max((place for place, block in enumerate(blocks) if block["type"] == "actions"), default=None)
    last = [] if row is None else [blocks[row]]
    room -= sum(map(_weight, last))
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        room -= 0 if place == row else _weight(block)
        if room < 0 or len(kept) + 1 + len(last) >= most:
            break
        kept.append(block)
    return [*kept, more, *(last if row is not None and row >= len(kept) else [])]


def _weight(value: object) -> int:
    """The letters in a block, and 10 for each object that holds some."""
    match value:
        case {"type": "divider"}:
            return 10
        case dict():
            return 10 + sum(_weight(inner) for inner in value.values())
        case list():
            return sum(map(_weight, value))
        case str():
            return length(value)
        case _:
            return 0
