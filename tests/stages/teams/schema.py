"""The published schema of Adaptive Cards, and what Teams asks beyond that, independent of our renderer."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jsonschema import Draft6Validator, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import extend

from tests.stages.teams.reading import Json, Value, walk

BYTES = 27_500  # of the 28 KB that Teams accepts, with the activity around the card
ACTIONS = 6
MARKDOWN = re.compile(r"[*_`~\[\]<>\\]|&#?\w+;|^\s*([-+=#]|\d+[.)])|\n|\{\{(DATE|TIME)\(")
MARKED = {"TextBlock": "text", "Input.Toggle": "title", "choice": "title"}  # read as Markdown
INPUTS = ("Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Time", "Input.Toggle")


def any_of(validator: Draft6Validator, choices: list[Json], instance: Value, schema: Json) -> Iterator[ValidationError]:
    """`anyOf` as it was, but it tries the choice that has the instance's type first: no other can fit."""
    kind = instance.get("type") if isinstance(instance, dict) else None
    alike = {"required": ["type"], "allOf": [{"$ref": f"#/definitions/{kind}"}]}
    if alike not in choices or next(validator.descend(instance, alike), None):
        yield from Draft6Validator.VALIDATORS["anyOf"](validator, choices, instance, schema)


@cache
def published() -> Draft6Validator:
    """Microsoft's own JSON schema of version 1.5, from a package."""
    schema = json.loads((files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text())
    made: Draft6Validator = extend(Draft6Validator, {"anyOf": any_of})(schema)
    return made


def wrong_with_card(card: Value, most: int = BYTES) -> list[str]:
    """What a Teams client would not show; empty if every client shows everything."""
    if not isinstance(card, dict):
        return ["a card must be an object"]
    unlike = best_match(published().iter_errors(card))
    found = [f"schema: {unlike.json_path}: {unlike.message[:200]}"] if unlike else []
    found += [] if card.get("version") == "1.5" else ["version: Teams renders 1.5"]
    found += [] if card.get("fallbackText") else ["fallbackText: old clients would show nothing"]
    found += [] if card.get("body") else ["body: empty"]
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    found += [f"{size} bytes"] if size > most else []
    ids = Counter(part["id"] for part in walk(card) if "id" in part)
    found += [f"id {name} twice" for name, times in ids.items() if times > 1]
    return found + [wrong for part in walk(card) for wrong in _wrong_with(part)]


def wrong_with_dialog(answer: Json) -> Iterator[str]:
    """What Teams would refuse in a dialog, where only Action.Submit sends anything; empty if nothing."""
    match answer:
        case {"task": {"type": "message", "value": str(said)}} if 0 < len(said) <= 255:
            return
        case {"task": {"type": "continue", "value": {"title": str(title), "card": {"content": card}}}}:
            yield from [] if 0 < len(title) <= 64 else ["its title does not fit"]
            yield from wrong_with_card(card)
            kinds = {action["type"] for part in walk(card) for action in part.get("actions", [])}
            yield from kinds - {"Action.Submit", "Action.OpenUrl", "Action.ToggleVisibility"}
        case _:
            yield from ["neither a dialog nor a sentence"] if answer else []


def _wrong_with(part: Json) -> Iterator[str]:
    kind = part.get("type")
    for name, value in part.items():
        if isinstance(value, str) and any(ord(letter) < 32 and letter not in "\n\t" for letter in value):
            yield f"{kind}.{name}: control characters"
    yield from _marked(part)
    if kind == "ActionSet":
        yield from _wrong_with_row(part["actions"])
    if kind == "Action.Execute" and not (part.get("verb") and part.get("title")):
        yield "a button without a verb or a title"
    if kind == "Action.Execute" and not _falls_back(part):
        yield "a button that old clients cannot press, or that says something else there"
    if kind in {"Action.OpenUrl", "Image"} and not _leads(part["url"], ("https",) if kind == "Image" else None):
        yield f"{kind}: {part['url'][:50]!r} leads nowhere"
    if kind == "Image" and "altText" not in part:
        yield "an image without altText"
    if kind == "TextBlock" and not part.get("wrap"):
        yield "text that is cut off at the edge"
    if kind in INPUTS:
        yield from _wrong_with_input(part)


def _wrong_with_row(actions: list[Json]) -> Iterator[str]:
    """What is secondary stands behind "…". Teams opens no card from there (AdaptiveCards issue 8652)."""
    hidden = [action for action in actions if action.get("mode") == "secondary"]
    if not actions or len(actions) - len(hidden) > ACTIONS:
        yield f"{len(actions) - len(hidden)} actions in a row"
    if any(action["type"] == "Action.ShowCard" for action in hidden):
        yield "a card behind a menu"
    if any(action.get("fallback", action).get("mode") != "secondary" for action in hidden):
        yield "an old client shows what is behind the menu"


def _marked(part: Json) -> Iterator[str]:
    """What Teams would read as Markdown. A part without a type is a choice."""
    kind = part.get("type", "choice")
    words = [part.get(MARKED.get(kind, ""), ""), part.get("errorMessage", "")]
    if any(map(MARKDOWN.search, words)):
        yield f"{kind}: Teams would take {words} for Markdown"


def _falls_back(part: Json) -> bool:
    other = part.get("fallback")
    if not isinstance(other, dict) or other.get("type") != "Action.Submit":
        return False
    same = other.get("associatedInputs") == part.get("associatedInputs")
    said = {name: value for name, value in part["data"].items() if name != "asks"}  # used only to show a form again
    return same and other.get("data") == {**said, "verb": part["verb"]}


def _leads(url: str, schemes: tuple[str, ...] | None) -> bool:
    parts = urlsplit(url)
    return bool(parts.scheme in (schemes or ("http", "https")) and parts.hostname) and not any(map(str.isspace, url))


def _wrong_with_input(part: Json) -> Iterator[str]:
    if not part.get("id") or not (part.get("label") or part.get("title")):
        yield "a field without an id or a label"
    if part.get("isRequired") and not part.get("errorMessage"):
        yield f"{part.get('id')}: required, and silent about it"
    if part["type"] == "Input.Text" and len(part.get("value", "")) > part.get("maxLength", 0):
        yield f"{part.get('id')}: starts with more than it takes"
    if part["type"] == "Input.ChoiceSet":
        values = [choice["value"] for choice in part["choices"]]
        chosen = part["value"].split(",") if part.get("isMultiSelect") and part.get("value") else [part.get("value")]
        if not 1 <= len(values) <= 100 or len(set(values)) < len(values) or any("," in value for value in values):
            yield f"{part.get('id')}: its choices cannot be told apart"
        if not {one for one in chosen if one} <= set(values):
            yield f"{part.get('id')}: starts with something that is not there to choose"
