"""Slack's cards, carousels and tables. Pure.

Their words are plain text, because what is not would be read as markup. A card has no address of its own and holds at
most three buttons and no menu: the addresses, and what is too much, stand below it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.slack import limits
from bot.slack.buttons import Block, address, plain, row, select
from bot.text import ELLIPSIS, clean, cut, length
from bot.walk import Setting
from handlers.core.interaction import Button, Buttons, Divider, Items, Part, Preview, Text

Kinds = frozenset[str]  # of the newer blocks
NEWER: Kinds = frozenset({"card", "carousel", "table"})
ROOM = 40  # letters: what has less room than that is left out
NUMBER = re.compile(r"[\d.,'\s\u00a0\u202f–-]+\.?")


class Shape(NamedTuple):
    """How a card is drawn: with which of the newer blocks, and whether with pictures."""

    newer: Kinds = frozenset()
    pictures: bool = True


OLDER = Shape()


class Piece(NamedTuple):
    """A preview, and what belongs to it: up to its buttons, the next preview or a line."""

    preview: Preview
    texts: Sequence[Text] = ()
    buttons: Buttons | None = None


class Pieces(NamedTuple):
    """Previews that follow each other, and the parts that they are made of."""

    pieces: Sequence[Piece]
    parts: Sequence[Part]


def gathered(parts: Sequence[Part]) -> Iterator[Part | Pieces]:
    """The parts of a card, with each run of previews as one."""
    place = 0
    while place < len(parts):
        start, pieces = place, []
        while found := _piece(parts, place):
            piece, place = found
            pieces.append(piece)
        if pieces:
            yield Pieces(pieces, parts[start:place])
        else:
            yield parts[place]
            place += 1


def _piece(parts: Sequence[Part], place: int) -> tuple[Piece, int] | None:
    """The piece that begins here, perhaps with a line above it, and the place behind it."""
    if place < len(parts) - 1 and isinstance(parts[place], Divider):
        place += 1
    preview = parts[place] if place < len(parts) else None
    if not isinstance(preview, Preview):
        return None
    texts: list[Text] = []
    for part in parts[place + 1 :]:
        place += 1
        match part:
            case Text():
                texts.append(part)
            case Buttons():
                return Piece(preview, texts, part), place + 1
            case _:
                return Piece(preview, texts), place
    return Piece(preview, texts), len(parts)


# ── Cards ─────────────────────────────────────────────────────────────────────────────────────────


def card(preview: Preview, setting: Setting) -> Iterator[Block]:
    """One link as a card with its picture, and below it where it leads."""
    yield _card(preview, clean(preview.description), (), setting)
    if link := address(preview.url):
        yield _links([{"type": "link", "url": link, "text": cut(urlsplit(link).netloc or link, limits.HEADER)}])


def carousel(found: Pieces, setting: Setting) -> list[Block]:
    """Several links as cards side by side, with their buttons in them. Empty where they do not fit."""
    cards: list[Block] = []
    below: list[Block] = []
    for piece in found.pieces:
        inside, rest = _split(piece.buttons or Buttons())
        told, menu = _told(piece), select(clean(piece.preview.title), rest, setting.public) if rest else None
        if told is None or (rest and menu is None):
            return []
        cards.append(_card(piece.preview, told, [*row(Buttons(buttons=inside), setting.public)], setting))
        below += [menu] if menu else []
    if len(cards) > limits.CARDS:
        return []
    menus: list[Block] = [{"type": "actions", "elements": below}] if below else []
    return [{"type": "carousel", "elements": cards}, *_where(found.pieces), *menus]


def _card(preview: Preview, about: str, buttons: Sequence[Block], setting: Setting) -> Block:
    title, site = clean(preview.title) or clean(preview.url) or ELLIPSIS, clean(preview.site)
    image = address(preview.image) if setting.pictures and preview.image.startswith("https://") else ""
    shown: Block = {"type": "card", "title": plain(title, limits.CARD_TITLE)}
    extra: Block = {
        "hero_image": {"type": "image", "image_url": image, "alt_text": cut(title, limits.ALT)} if image else None,
        "subtitle": plain(site, limits.CARD_TITLE) if site else None,
        "body": plain(about, limits.CARD_BODY) if about else None,
        "actions": [*buttons],
    }
    return shown | {name: value for name, value in extra.items() if value}


def _split(part: Buttons) -> tuple[tuple[Button, ...], tuple[Button, ...]]:
    """What is in the card, its menu too if there is room; and what goes below, under the title of the piece."""
    if len(part.every) <= limits.BUTTONS_IN_CARD:
        return part.every, ()
    inside = part.buttons[: limits.BUTTONS_IN_CARD]
    return inside, part.every[len(inside) :]


def _told(piece: Piece) -> str | None:
    """What a card says. A text to share may be cut, for its button shows all of it. None if the rest does not fit."""
    said = [clean(text.text) for text in piece.texts if text.style != "quote"]
    quoted = [clean(text.text) for text in piece.texts if text.style == "quote"]
    room = limits.CARD_BODY - sum(length(line) + 1 for line in said)
    if room < 0:
        return None
    before: list[str] = []
    for line in (*quoted, clean(piece.preview.description)):
        if line and room > min(ROOM, length(line)):
            before.append(cut(line, room - 1))
            room -= length(before[-1]) + 1
    return "\n".join(filter(None, (*reversed(before), *said)))


def _where(pieces: Sequence[Piece]) -> Iterator[Block]:
    """The titles once more, because they lead to the pages."""
    shown: list[Block] = []
    for piece in pieces:
        link, title = address(piece.preview.url), clean(piece.preview.title) or clean(piece.preview.url)
        if link and title:
            shown += [{"type": "text", "text": " · "}] if shown else []
            shown.append({"type": "link", "url": link, "text": cut(title, limits.LINK_BELOW)})
    if shown:
        yield _links(shown)


def _links(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [*elements]}]}


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────


def table(part: Items) -> Block | None:
    """The lines as a table, numbers to the right. None where it is more than Slack takes. No cell is ever empty."""
    rows = [[clean(cell) or ELLIPSIS for cell in line] for line in (part.head, *part.cells)]
    width = len(part.head)
    even = 0 < width <= limits.COLUMNS and all(len(line) == width for line in rows)
    letters = sum(length(cell) for line in rows for cell in line)
    if not even or not 1 < len(rows) <= limits.ROWS or letters > limits.TABLE:
        return None
    right = [all(NUMBER.fullmatch(line[column]) for line in rows[1:]) for column in range(width)]
    settings = [{"align": "right" if to_right else "left", "is_wrapped": not to_right} for to_right in right]
    cells = [[_cell(cell, head=not place) for cell in line] for place, line in enumerate(rows)]
    return {"type": "table", "column_settings": settings, "rows": cells}


def _cell(text: str, *, head: bool) -> Block:
    words: Block = {"type": "text", "text": text}
    return _links([words | ({"style": {"bold": True}} if head else {})])


def kinds_of(blocks: Sequence[Block]) -> Kinds:
    """Which of the newer blocks are among these."""
    return NEWER & {str(block["type"]) for block in blocks}
