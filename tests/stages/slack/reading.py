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
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [element for row in rows for element in row if element["type"] == "button"]


def buttons(blocks: list[Json]) -> Iterator[Json]:
    """The buttons and the options of menus, which are pressed as their menu with what was picked."""
    for block in blocks:
        for element in block["elements"] if block["type"] == "actions" else []:
            if element["type"] == "button":
                yield element
            for option in element.get("options", []):
                yield {**element, **option, "type": element["type"], "picked": option}


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
            pass


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
