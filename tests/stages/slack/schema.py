"""Block Kit as Slack documents it, checked more strictly than Slack does. Knows nothing of the renderer it judges."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

Check = Callable[[object, str], Iterator[str]]
MESSAGE_TEXT = 12_000  # from about here Slack answers msg_blocks_too_long
FALLBACK_TEXT = 4_000


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def words(most: int, least: int = 1) -> Check:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: must be a string"
        elif not least <= units(value) <= most:
            yield f"{at}: must be {least} to {most} characters, not {units(value)}"
        elif any(ord(letter) < 32 and letter not in "\n\t\r" for letter in value):
            yield f"{at}: control characters"

    return check


def address(value: object, at: str) -> Iterator[str]:
    yield from words(3000)(value, at)
    if isinstance(value, str):
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or any(letter.isspace() for letter in value):
            yield f"{at}: invalid_url"


def picture_address(value: object, at: str) -> Iterator[str]:
    yield from address(value, at)
    if isinstance(value, str) and not value.startswith("https://"):
        yield f"{at}: Slack's servers fetch pictures, and only over https"


def flag(value: object, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{at}: must be true or false"


def number(low: int, high: int) -> Check:
    def check(value: object, at: str) -> Iterator[str]:
        if type(value) is not int or not low <= value <= high:
            yield f"{at}: must be a number from {low} to {high}"

    return check


def one_of(*allowed: object) -> Check:
    def check(value: object, at: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{at}: must be one of {allowed}"

    return check


def many(check_one: Check, least: int, most: int) -> Check:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: must be a list"
            return
        if not least <= len(value) <= most:
            yield f"{at}: must have {least} to {most} items, not {len(value)}"
        for index, item in enumerate(value):
            yield from check_one(item, f"{at}/{index}")

    return check


def thing(required: dict[str, Check], **optional: Check) -> Check:
    """An object with these fields and no others."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: must be an object"
            return
        for name in required.keys() - value.keys():
            yield f"{at}: missing required field {name}"
        for name, inner in value.items():
            known = required.get(name) or optional.get(name)
            if known is None:
                yield f"{at}: unknown field {name}"
            else:
                yield from known(inner, f"{at}/{name}")

    return check


def kind_of(**kinds: Check) -> Check:
    """An object whose `type` says which of `kinds` it is."""

    def check(value: object, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(kind, str) or kind not in kinds:
            yield f"{at}: unsupported type {kind}"
            return
        yield from kinds[kind]({name: inner for name, inner in value.items() if name != "type"}, at)

    return check


def plain(most: int, least: int = 1) -> Check:
    return kind_of(plain_text=thing({"text": words(most, least)}, emoji=flag))


# ── Elements ──────────────────────────────────────────────────────────────────────────────────────

name = words(255)
option = thing({"text": plain(75), "value": words(150)}, description=plain(75), url=address)
options = many(option, 1, 100)
few_options = many(option, 1, 10)
confirm = thing(
    {"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)},
    style=one_of("primary", "danger"),
)
button = thing(
    {"text": plain(75), "action_id": name},
    url=address,
    value=words(2000),
    style=one_of("primary", "danger"),
    confirm=confirm,
    accessibility_label=words(75),
)
image = thing({"image_url": picture_address, "alt_text": words(2000)})
styles = thing({}, bold=flag, italic=flag, strike=flag, code=flag)
inline = kind_of(  # mentions and broadcasts exist too: what Heraut quotes must never become one
    text=thing({"text": words(12_000)}, style=styles),
    link=thing({"url": address}, text=words(3000), style=styles, unsafe=flag),
)
inlines = many(inline, 1, 1000)
section = thing({"elements": inlines})
rich_part = kind_of(
    rich_text_section=section,
    rich_text_quote=thing({"elements": inlines}, border=number(0, 1)),
    rich_text_preformatted=thing({"elements": inlines}, border=number(0, 1)),
    rich_text_list=thing(
        {"style": one_of("bullet", "ordered"), "elements": many(kind_of(rich_text_section=section), 1, 1000)},
        indent=number(0, 8),
        border=number(0, 1),
        offset=number(0, 1000),
    ),
)
written = thing(
    {"action_id": name},
    placeholder=plain(150),
    initial_value=words(3000),
    multiline=flag,
    min_length=number(0, 3000),
    max_length=number(1, 3000),
)
field = kind_of(
    plain_text_input=written,
    checkboxes=thing({"action_id": name, "options": few_options}, initial_options=few_options),
    radio_buttons=thing({"action_id": name, "options": few_options}, initial_option=option),
    static_select=thing({"action_id": name, "options": options}, placeholder=plain(150), initial_option=option),
    multi_static_select=thing({"action_id": name, "options": options}, placeholder=plain(150), initial_options=options),
    datepicker=thing({"action_id": name}, initial_date=words(10, 10), placeholder=plain(150)),
    timepicker=thing({"action_id": name}, initial_time=words(5, 5), placeholder=plain(150), timezone=words(50)),
)

# ── Blocks and views ──────────────────────────────────────────────────────────────────────────────

shown: dict[str, Check] = {
    "header": thing({"text": plain(150)}, block_id=name),
    "section": thing({"text": plain(3000)}, block_id=name, accessory=kind_of(image=image, button=button)),
    "divider": thing({}, block_id=name),
    "image": thing({"image_url": picture_address, "alt_text": words(2000)}, title=plain(2000), block_id=name),
    "context": thing({"elements": many(kind_of(plain_text=thing({"text": words(2000)}, emoji=flag)), 1, 10)}),
    "actions": thing({"elements": many(kind_of(button=button), 1, 25)}, block_id=name),
    "rich_text": thing({"elements": many(rich_part, 1, 1000)}, block_id=name),
}
asked = thing(
    {"label": plain(2000), "element": field, "block_id": name},
    optional=flag,
    hint=plain(2000),
    dispatch_action=flag,
)
message_blocks = many(kind_of(**shown), 1, 50)
view = kind_of(
    home=thing({"blocks": many(kind_of(**shown), 1, 100)}, private_metadata=words(3000, 0), callback_id=name),
    modal=thing(
        {"title": plain(24), "blocks": many(kind_of(**shown, input=asked), 1, 100)},
        submit=plain(24),
        close=plain(24),
        private_metadata=words(3000, 0),
        callback_id=name,
        clear_on_close=flag,
        notify_on_close=flag,
    ),
)


def mark(value: object, at: str) -> Iterator[str]:
    if not (isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value)):
        yield f"{at}: must be 32 hexadecimal digits, and nothing about anybody: other apps may read it"


metadata = thing({"event_type": one_of("heraut_message"), "event_payload": thing({"id": mark})})


def wrong_with_metadata(shape: object) -> list[str]:
    return list(metadata(shape, "/metadata"))


def wrong_with_message(text: object, blocks: object) -> list[str]:
    """What Slack, or somebody careful, would say of it; empty when all is well."""
    found = list(message_blocks(blocks, "/blocks")) if blocks is not None else []
    return [*found, *_fallback(text), *_twice(blocks, "action_id"), *_twice(blocks, "block_id"), *_too_much(blocks)]


def wrong_with_view(shape: object) -> list[str]:
    found = [*view(shape, "/view"), *_twice(shape, "action_id", within="actions"), *_twice(shape, "block_id")]
    asks = isinstance(shape, dict) and any(found_type == "input" for found_type in _all(shape.get("blocks"), "type"))
    if asks and isinstance(shape, dict) and "submit" not in shape:
        found.append("/view: submit is needed where there are inputs")
    return found + _not_among_options(shape)


def _fallback(text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "no_text: notifications and screen readers have nothing to say"
    elif units(text) > FALLBACK_TEXT:
        yield "msg_too_long"
    elif "<" in text or ">" in text:
        yield "/text: < and > make mentions and links here"


def _twice(shape: object, key: str, within: str = "") -> list[str]:
    names = Counter(found for block in _actions(shape, within) for found in _all(block, key))
    return [f"{key} {found!r} is there {count} times" for found, count in names.items() if count > 1]


def _actions(shape: object, within: str) -> list[object]:
    blocks = shape.get("blocks") if isinstance(shape, dict) else None
    if not within or not isinstance(blocks, list):
        return [shape]
    return [block for block in blocks if isinstance(block, dict) and block.get("type") == within]


def _all(shape: object, key: str) -> Iterator[object]:
    if isinstance(shape, dict):
        if key in shape:
            yield shape[key]
        for inner in shape.values():
            yield from _all(inner, key)
    elif isinstance(shape, list):
        for inner in shape:
            yield from _all(inner, key)


def _too_much(blocks: object) -> Iterator[str]:
    texts = (found for found in _all(blocks, "text") if isinstance(found, str))
    if sum(map(units, texts)) > MESSAGE_TEXT:
        yield "msg_blocks_too_long"


def _not_among_options(shape: object) -> list[str]:
    wrong = []
    for element in _all(shape, "element"):
        if isinstance(element, dict) and "options" in element:
            chosen = [element.get("initial_option"), *element.get("initial_options", [])]
            wrong += [f"{one} is not an option" for one in chosen if one is not None and one not in element["options"]]
            values = [one["value"] for one in element["options"]]
            wrong += ["two options have one value"] if len(set(values)) < len(values) else []
    return wrong
