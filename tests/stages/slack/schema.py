"""Block Kit as far as Heraut uses it, checked more strictly than Slack does.

slack_sdk's own models check most lengths. This file checks what they let pass: what each kind holds, what values look
like, and the limits that they do not know. tests/slack/test_schema.py checks the numbers.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack import limits
from tests.stages.slack.reading import Json, Value, pressable

MESSAGE_TEXT = 12_000  # from about this size Slack answers msg_blocks_too_long
FALLBACK_TEXT = 4_000
WORDS = "plain_text"
SHOWN = "header section divider image context actions rich_text"
NEWER = "card carousel table"  # docs.slack.dev/blocks.json: in messages; on the Home tab too, but for the table
RICH = ("rich_text_section", "rich_text_quote", "rich_text_list")
INPUTS = "plain_text_input checkboxes radio_buttons static_select multi_static_select datepicker timepicker"
Field = type | str | list[str] | list[list[str]]
Fields = dict[str, Field]
KEPT: Fields = {"private_metadata?": str, "callback_id?": str}
WRITTEN: Fields = {"multiline?": bool, "max_length?": int, "initial_value?": str}
ONE: Fields = {"action_id": str, "options": ["option"], "initial_option?": "option"}
SEVERAL: Fields = {"action_id": str, "options": ["option"], "initial_options?": ["option"]}
# The fields of each kind ("?": it may be missing) and what they hold: a value, one of these kinds, or a list.
# Mentions and broadcasts are left out: what Heraut quotes must never become one.
KINDS: dict[str, Fields] = {
    "message": {"blocks": [f"{SHOWN} {NEWER}"]},
    "home": {"blocks": [f"{SHOWN} card carousel"]},
    "modal": {"title": WORDS, "blocks": [f"{SHOWN} input"], "submit?": WORDS, "close?": WORDS, **KEPT},
    "header": {"text": WORDS},
    "section": {"text": WORDS, "accessory?": "image"},
    "divider": {},
    "image": {"image_url": str, "alt_text": str},
    "context": {"elements": [WORDS]},
    "actions": {"elements": ["button overflow static_select"]},
    "card": {
        "hero_image?": "image",
        "title?": WORDS,
        "subtitle?": WORDS,
        "body?": WORDS,
        "actions?": ["button"],
    },
    "carousel": {"elements": ["card"]},
    "table": {"rows": [["rich_text"]], "column_settings?": ["column"]},
    "column": {"align?": str, "is_wrapped?": bool},
    "rich_text": {"elements": [" ".join(RICH)]},
    "rich_text_section": {"elements": ["text link"]},
    "rich_text_quote": {"elements": ["text link"]},
    "rich_text_list": {"elements": ["rich_text_section"], "style": str},
    "text": {"text": str, "style?": "styles"},
    "link": {"url": str, "text?": str, "style?": "styles"},
    "styles": {"bold?": bool},
    "plain_text": {"text": str, "emoji?": bool},
    "button": {"text": WORDS, "action_id": str, "url?": str, "value?": str, "style?": str, "confirm?": "confirm"},
    "confirm": {"title": WORDS, "text": WORDS, "confirm": WORDS, "deny": WORDS},
    "input": {"block_id": str, "label": WORDS, "hint?": WORDS, "optional?": bool, "element": INPUTS},
    "plain_text_input": {"action_id": str, "placeholder?": WORDS, **WRITTEN},
    "radio_buttons": ONE,
    "static_select": {**ONE, "placeholder?": WORDS},
    "overflow": {"action_id": str, "options": ["option"]},
    "checkboxes": SEVERAL,
    "multi_static_select": SEVERAL,
    "datepicker": {"action_id": str, "initial_date?": str},
    "timepicker": {"action_id": str, "initial_time?": str},
    "option": {"text": WORDS, "value": str, "url?": str},
}
UNTYPED = {"message", "styles", "confirm", "option", "column"}
STYLES = {
    "button": {"primary", "danger"},
    "rich_text_list": {"bullet", "ordered"},
    "column": {"left", "center", "right"},
}
MOST = {  # limits in letters or items that slack_sdk does not count
    ("message", "blocks"): limits.BLOCKS_IN_MESSAGE,
    ("card", "actions"): 3,
    ("carousel", "elements"): 10,
    ("table", "rows"): 100,
    ("table", "column_settings"): 20,
    ("option", "value"): limits.OPTION_VALUE,
    ("option", "url"): limits.URL,
    ("overflow", "options"): 5,
    ("static_select", "options"): 100,
    ("link", "url"): limits.URL,
    ("link", "text"): limits.RICH_TEXT,
    ("text", "text"): MESSAGE_TEXT,
    ("plain_text_input", "initial_value"): limits.INPUT,
    **{(kind, "options"): limits.OPTIONS_SIDE_BY_SIDE for kind in ("checkboxes", "radio_buttons")},
    **{(kind, "elements"): 1000 for kind in ("rich_text", *RICH)},
}


def wrong_with_message(text: object, blocks: object) -> list[str]:
    """What Slack, or a careful reader, would object to; empty if nothing."""
    return [*_fallback(text), *(_wrong({"blocks": blocks}, "message") if blocks is not None else [])]


def wrong_with_view(shape: object) -> list[str]:
    return _wrong(shape, "home modal")


def wrong_with_metadata(shape: object) -> list[str]:
    """Other apps may read metadata, so it has 32 hexadecimal digits and nothing about anybody."""
    match shape:
        case {"event_type": "heraut_message", "event_payload": {"id": str(mark), **more}, **others}:
            return [] if re.fullmatch("[0-9a-f]{32}", mark) and not more and not others else ["metadata"]
        case _:
            return ["metadata"]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# ── Kinds, fields and values ──────────────────────────────────────────────────────────────────────


def _wrong(shape: Value, kinds: str) -> list[str]:
    return [*_wrong_with(shape, kinds)] or [*_wrong_for_sdk(_spread(shape)), *_wrong_as_a_whole(shape)]


def _wrong_with(shape: object, kinds: str) -> Iterator[str]:
    kind = kinds if kinds in UNTYPED else shape.get("type") if isinstance(shape, dict) else None
    if not isinstance(shape, dict) or not isinstance(kind, str) or kind not in kinds.split():
        yield f"{kinds}: unsupported type {kind}"
        return
    held = {
        **KINDS[kind],
        **({"block_id?": str} if "divider" in kinds else {}),
        **({} if kind in UNTYPED else {"type": str}),
    }
    fields = {name.removesuffix("?"): field for name, field in held.items()}
    yield from (f"{kind}: unknown field {name}" for name in shape.keys() - fields.keys())
    yield from (f"{kind}: missing required field {name}" for name in fields.keys() & held.keys() - shape.keys())
    for name in fields.keys() & shape.keys():
        yield from _wrong_with_field(f"{kind} {name}", shape[name], fields[name], MOST.get((kind, name)))


def _wrong_with_field(at: str, value: object, field: Field, most: int | None) -> Iterator[str]:
    match field:
        case list():
            items = value if isinstance(value, list) else []
            yield from [] if 0 < len(items) <= (most or len(items)) else [f"{at}: {len(items)} items"]
            for item in items:
                inner = field[0]
                yield from _wrong_with(item, inner) if isinstance(inner, str) else _wrong_with_row(at, item, inner)
        case str():
            yield from _wrong_with(value, field)
        case _ if type(value) is not field:
            yield f"{at}: must be {field}"
        case _ if isinstance(value, str):
            yield from _wrong_with_words(at, value, most or len(value) * 2)
        case _ if at.endswith("max_length") and value not in range(1, limits.INPUT + 1):
            yield f"{at}: {value}"


def _wrong_with_row(at: str, row: object, field: Field) -> Iterator[str]:
    """A row of a table: at most 20 cells, none of them empty (getnao/nao#1143)."""
    yield from _wrong_with_field(at, row, field, 20)


def _wrong_with_words(at: str, text: str, most: int) -> Iterator[str]:
    kind, _, name = at.partition(" ")
    if not 0 < units(text) <= most:
        yield f"{at}: {units(text)} characters"
    if any(ord(letter) < 32 and letter not in "\n\t\r" for letter in text):
        yield f"{at}: control characters"
    if name in {"url", "image_url"} and not _leads(text, ("https",) if name == "image_url" else ("http", "https")):
        yield f"{at}: invalid_url"
    if name in {"style", "align"} and text not in STYLES[kind]:
        yield f"{at}: {text}"


def _leads(address: str, schemes: tuple[str, ...]) -> bool:
    """Slack's servers fetch pictures, only over https."""
    parts = urlsplit(address)
    return parts.scheme in schemes and bool(parts.hostname) and not any(map(str.isspace, address))


def _wrong_for_sdk(shape: Json) -> Iterator[str]:
    """What Slack's own models object to."""
    try:
        for model in [View(**shape)] if "type" in shape else Block.parse_all(shape["blocks"]):
            model.to_dict()
    except SlackObjectFormationError as problem:
        yield str(problem)


def _spread(shape: Value) -> Value:
    """The text with two letters for each one that Slack counts as two."""
    match shape:
        case str():
            return re.sub("[\U00010000-\U0010ffff]", "xx", shape)
        case dict():
            return {name: _spread(inner) for name, inner in shape.items()}
        case list():
            return [_spread(inner) for inner in shape]
        case _:
            return shape


# ── The whole ─────────────────────────────────────────────────────────────────────────────────────


def _fallback(text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "no_text: notifications and screen readers have nothing to say"
    elif units(text) > FALLBACK_TEXT:
        yield "msg_too_long"
    elif "<" in text or ">" in text:
        yield "text: < and > make mentions and links here"


def _wrong_as_a_whole(shape: Json) -> Iterator[str]:
    """What is wrong with the whole, though each part is right."""
    blocks, kinds = shape["blocks"], {block["type"] for block in shape["blocks"]}
    buttons = [button["action_id"] for button in pressable(blocks)]
    for names in (buttons, [block["block_id"] for block in blocks if "block_id" in block]):
        yield from (f"{name!r} is there {count} times" for name, count in Counter(names).items() if count > 1)
    if "input" in kinds and "submit" not in shape:
        yield "submit is needed where there are inputs"
    if "type" not in shape and sum(map(units, _texts(blocks))) > MESSAGE_TEXT:
        yield "msg_blocks_too_long"
    for block in blocks:
        if block["type"] == "context" and any(units(text) > limits.CONTEXT for text in _texts(block)):
            yield "context: too long"
        yield from _wrong_with_options(block.get("element", {}))
        yield from _wrong_with_newer(block)
    for element in pressable(blocks):
        yield from _wrong_with_menu(element)
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "invalid_attachments: only_one_table_allowed"


def _wrong_with_newer(block: Json) -> Iterator[str]:
    """What docs.slack.dev says of cards and tables, and slack_sdk does not check."""
    for card in block["elements"] if block["type"] == "carousel" else [block] if block["type"] == "card" else []:
        if not card.keys() & {"hero_image", "title", "actions", "body"}:
            yield "card: one of hero_image, title, actions or body is needed"
        for name, most in (("title", 150), ("subtitle", 150), ("body", 200)):
            if units(card.get(name, {"text": ""})["text"]) > most:
                yield f"card {name}: longer than {most}"
    if block["type"] == "table":
        if sum(map(units, _texts(block["rows"]))) > 10_000:
            yield "table: more than 10,000 characters"
        if len({len(row) for row in block["rows"]}) > 1:
            yield "table: rows of different lengths"


def _wrong_with_options(element: Json) -> Iterator[str]:
    options = element.get("options", [])
    chosen = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    yield from (f"{one} is not an option" for one in chosen if one not in options)
    if any(units(option["text"]["text"]) > limits.OPTION_LABEL for option in options):
        yield "a label is too long"
    if len({option["value"] for option in options}) < len(options) or len(chosen) > len(options):
        yield "two options have one value"


def _wrong_with_menu(element: Json) -> Iterator[str]:
    """docs.slack.dev says at most five options and none the least; the page before it, and Slack's SDKs, say two.

    A value has 75 letters by @slack/types and 150 by docs.slack.dev, an address only an overflow menu takes.
    """
    yield from _wrong_with_options(element)
    options = element.get("options", [])
    if element["type"] == "overflow" and len(options) < 2:
        yield "an overflow menu has at least two options"
    if element["type"] != "overflow" and any("url" in option for option in options):
        yield "only an overflow menu opens addresses"
    if any(units(option["value"]) > 75 for option in options):
        yield "a value is too long"
    if units(element.get("placeholder", {"text": ""})["text"]) > 150:
        yield "a placeholder is too long"


def _texts(shape: Value) -> Iterator[str]:
    match shape:
        case dict():
            for name, inner in shape.items():
                yield from [inner] if name == "text" and isinstance(inner, str) else _texts(inner)
        case list():
            for inner in shape:
                yield from _texts(inner)
        case _:
            pass
