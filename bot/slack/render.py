"""Cards as Slack's Block Kit. Pure; what Slack would refuse is cut or left out here.

Paragraphs are rich text, which Slack shows letter by letter: nothing in it can become a mention, a link or markup.
mrkdwn would need escapes that it only partly has. Blocks are plain dicts: slack_sdk.models would check them again by
reflection, 0.5 ms for a small card; the tests do that instead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar, assert_never

from pydantic_core import to_json

from bot.slack import cards, limits
from bot.slack.buttons import Block, address, numbered, plain, row
from bot.slack.cards import OLDER, Kinds, Pieces, Shape, gathered, kinds_of
from bot.slack.text import escape
from bot.text import ELLIPSIS, clean, cut, length
from bot.walk import Pens, Setting, draw
from handlers.core.interaction import Buttons, Card, Divider, Facts, Items, Part, Picture, Preview, Text

T = TypeVar("T")
Pen = Callable[[T, Setting, Kinds], Iterator[Block]]


class Said(NamedTuple):
    """A message: blocks to look at, and one line for notifications and screen readers."""

    text: str
    blocks: list[Block]


def message(card: Card, public: str = "", shape: Shape = OLDER) -> Said:
    """`public` is Heraut's own address, for links that a card names by path; empty where it has none."""
    blocks = _shaped(_card, card, public, shape, limits.BLOCKS_IN_MESSAGE, limits.BLOCKS_TOTAL)
    return Said(summary(card), blocks)


def home(cards: Sequence[Card], public: str = "", shape: Shape = OLDER) -> list[Block]:
    """The Home tab: what was just answered stands above what is always there."""
    most = limits.BLOCKS_IN_VIEW
    return _shaped(_stacked, cards, public, shape, most, most * limits.SECTION)


def _shaped(pen: Pen[T], what: T, public: str, shape: Shape, most: int, room: int) -> list[Block]:
    """What does not fit with the newer blocks is drawn without them, and cut."""
    blocks = list(pen(what, Setting(public, shape.pictures), shape.newer))
    fitted = _fit(blocks, most, room)
    if shape.newer and fitted is not blocks:
        return _shaped(pen, what, public, shape._replace(newer=frozenset()), most, room)
    return numbered(fitted)


def _stacked(cards: Sequence[Card], setting: Setting, newer: Kinds) -> Iterator[Block]:
    for place, card in enumerate(cards):
        if place:
            yield {"type": "divider"}
        yield from _card(card, setting, newer)


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def span(text: str, most: int = limits.RICH_TEXT, **style: bool) -> Block:
    """Text exactly as it is."""
    element: Block = {"type": "text", "text": cut(text, most)}
    return {**element, "style": style} if style else element


def summary(card: Card) -> str:
    words = clean(card.summary) or clean(card.title) or ELLIPSIS
    return escape(cut(words, limits.SUMMARY))


def _card(card: Card, setting: Setting, newer: Kinds) -> Iterator[Block]:
    parts = [*gathered(card.parts)] if newer else [*card.parts]
    drawn: list[Block] = []
    if clean(card.title) and not card.titled_below:
        drawn.append({"type": "header", "text": plain(card.title, limits.HEADER)})
    for part in parts:
        drawn += _newer(part, setting, newer) or _older(part, setting)
        newer -= {"table"} & kinds_of(drawn)  # a message has one at most
    yield from drawn or [rich(_section(span(clean(card.summary) or ELLIPSIS)))]


def _newer(part: Part | Pieces, setting: Setting, newer: Kinds) -> list[Block]:
    """Empty for what has no newer form, or does not fit into it."""
    match part:
        case Pieces(pieces=[only]) if "card" in newer:
            rest = [one for one in part.parts if one is not only.preview]
            return [*cards.card(only.preview, setting), *(block for one in rest for block in draw(one, PENS, setting))]
        case Pieces(pieces=[_, _, *_]) if "carousel" in newer:
            return cards.carousel(part, setting)
        case Items(cells=[_, *_]) if "table" in newer and (drawn := cards.table(part)):
            below = Items(items=part.items[len(part.cells) :], ordered=part.ordered)
            return [drawn, *_items(below, setting)]
        case _:
            return []


def _older(part: Part | Pieces, setting: Setting) -> Iterator[Block]:
    for one in part.parts if isinstance(part, Pieces) else (part,):
        yield from draw(one, PENS, setting)


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
