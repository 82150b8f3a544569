"""What a person sees of Block Kit, with its buttons and fields."""

import html
from collections.abc import Iterator
from typing import Any  # noqa: TID251

Value = Any  # Slack's own JSON; this side of the wire has no models, so that a mistake is not shared
Json = dict[str, Value]


def read(blocks: list[Json]) -> str:
    """The text, line by line, as on the screen."""
    return "\n".join(line for block in blocks for line in _lines(block))


def shown(blocks: list[Json]) -> list[Json]:
    """The buttons that are seen before any menu is opened."""
    return [element for element in pressable(blocks) if element["type"] == "button"]


def identified(blocks: list[Json] | None) -> list[Json]:
    """Slack gives every block without an id one."""
    return [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks or [])]


def most_shown(blocks: list[Json]) -> int:
    """The buttons that one card shows: each of a carousel is a card of its own."""
    carousels = [block["elements"] for block in blocks if block["type"] == "carousel"]
    rest = [block for block in blocks if block["type"] != "carousel"]
    return max(len(shown(one)) for one in [rest, *([card] for cards in carousels for card in cards)])


def fetched(blocks: list[Json]) -> Iterator[str]:
    """The pictures for which Slack refuses a whole message when it cannot fetch them: all but those beside a text."""
    for block in blocks:
        cards = block["elements"] if block["type"] == "carousel" else [block]
        yield from (card["hero_image"]["image_url"] for card in cards if "hero_image" in card)
        yield from [block["image_url"]] if "image_url" in block else []


def buttons(blocks: list[Json]) -> Iterator[Json]:
    """The buttons and the options of menus, which are pressed as their menu with what was picked."""
    for element in pressable(blocks):
        if element["type"] == "button":
            yield element
        for option in element.get("options", []):
            yield {**element, **option, "type": element["type"], "picked": option}


def pressable(blocks: list[Json]) -> Iterator[Json]:
    """The buttons and menus, in rows and in cards."""
    for block in blocks:
        match block["type"]:
            case "actions":
                yield from block["elements"]
            case "card":
                yield from block.get("actions", [])
            case "carousel":
                yield from pressable(block["elements"])
            case _:
                pass


def inputs(view: Json) -> dict[str, Json]:
    """The inputs, by label."""
    return {block["label"]["text"]: block for block in view["blocks"] if block["type"] == "input"}


def _lines(block: Json) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "section":
            yield html.unescape(block["text"]["text"])
        case "context":
            yield " ".join(html.unescape(element["text"]) for element in block["elements"])
        case "image":
            yield f"[{block['alt_text']}]"
        case "actions":
            yield " ".join(f"[{_named(element)}]" for element in block["elements"])
        case "rich_text":
            for element in block["elements"]:
                yield from _rich(element)
        case "input":
            yield block["label"]["text"]
        case _:
            yield from _newer(block)


def _newer(block: Json) -> Iterator[str]:
    match block["type"]:
        case "card":
            yield from _card(block)
        case "carousel":
            for card in block["elements"]:
                yield from _card(card)
        case "table":
            yield from (" | ".join("".join(_lines(cell)) for cell in row) for row in block["rows"])
        case _:
            pass


def _card(card: Json) -> Iterator[str]:
    yield from [f"[{card['hero_image']['alt_text']}]"] if "hero_image" in card else []
    yield from (card[field]["text"] for field in ("title", "subtitle", "body") if field in card)
    if "actions" in card:
        yield " ".join(f"[{_named(element)}]" for element in card["actions"])


def _named(element: Json) -> str:
    """An overflow menu has no words of its own."""
    words = element["text"] if "text" in element else element.get("placeholder", {"text": "…"})
    return str(words["text"])


def _rich(element: Json) -> Iterator[str]:
    if element["type"] == "rich_text_list":
        for number, item in enumerate(element["elements"], 1):
            yield (f"{number}. " if element["style"] == "ordered" else "• ") + "".join(_rich(item))
        return
    yield "".join(inline.get("text") or inline.get("url", "") for inline in element["elements"])
