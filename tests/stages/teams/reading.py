"""What a person sees of an Adaptive Card, with its buttons and fields."""

from collections.abc import Iterator
from typing import Any  # noqa: TID251

Value = Any  # Teams' own JSON; this side of the wire has no models, so that a mistake is not shared
Json = dict[str, Value]
INSIDE = ("body", "items", "columns", "actions", "inlines", "choices", "selectAction", "fallback")


def walk(part: Json) -> Iterator[Json]:
    """The card and everything in it, from top to bottom."""
    yield part
    for name in INSIDE:
        inner = part.get(name, [])
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                yield from walk(one)


def elements(card: Json) -> list[Json]:
    """The elements that stand one below the other."""
    return list(card["body"])


def read(card: Json) -> str:
    """The text, line by line, as on the screen."""
    return "\n".join(line for element in card["body"] for line in _lines(element))


def buttons(card: Json) -> Iterator[Json]:
    for part in walk(card):
        if part.get("type") == "ActionSet":
            yield from part["actions"]


def shown(card: Json) -> list[Json]:
    """The buttons that are seen before any menu is opened."""
    return [button for button in buttons(card) if button.get("mode") != "secondary"]


def inputs(card: Json) -> dict[str, Json]:
    """The inputs, by label."""
    fields = [part for part in walk(card) if str(part.get("type", "")).startswith("Input.") and "id" in part]
    return {field.get("label") or field["title"]: field for field in fields}


def mistakes(card: Json) -> list[str]:
    """The errors beside the fields, without their repetition above the buttons."""
    red = [_text(part) for part in walk(card) if part.get("inlines", [{}])[0].get("color") == "attention"]
    again = {f"{label}: {said}" for label in inputs(card) for said in red}
    return [said for said in red if said not in again]


def _lines(element: Json) -> Iterator[str]:
    match element["type"]:
        case "TextBlock":
            yield element["text"]
        case "RichTextBlock":
            yield _text(element)
        case "Image":
            if element["altText"]:
                yield f"[{element['altText']}]"
        case "ActionSet":
            seen = [f"[{action['title']}]" for action in element["actions"] if action.get("mode") != "secondary"]
            yield " ".join([*seen, *(["[…]"] if len(seen) < len(element["actions"]) else [])])
        case "Container":
            for item in element["items"]:
                yield from _lines(item)
        case "ColumnSet":
            yield " ".join(line for column in element["columns"] for item in column["items"] for line in _lines(item))
        case _:
            yield element.get("label") or element.get("title", "")


def _text(element: Json) -> str:
    return "".join(run["text"] for run in element["inlines"])
