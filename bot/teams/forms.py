"""Forms as cards with inputs, and what people filled in. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import assert_never
from urllib.parse import quote, unquote

from bot.teams import limits
from bot.teams.elements import Element, execute, heading, quiet, rich, run, travels, unmarked, whole
from bot.teams.limits import size
from bot.text import DATE, ELLIPSIS, TIME, clean, cut
from handlers.core.interaction import Form, Input, Option

Values = Mapping[str, str | tuple[str, ...]]

CANCEL = "cancel"  # the verb of the button that only closes a form
FOLDED = "folded"  # the id of the group of folded fields
MANY_INPUTS = 5  # with more than these the button is out of sight of the fields
# Sizes to try in turn: letters in a value, letters in other words, choices in a field, fields. The last always fits.
SIZES = (
    (limits.INPUT, limits.VALUE, limits.CHOICES, 100),
    (limits.INPUT, limits.LABEL, limits.CHOICES, 100),
    (1000, limits.LABEL, 50, 40),
    (300, 100, 25, 20),
    (100, 40, 3, 5),
)


def form(
    form: Form,
    origin: str,
    errors: Mapping[str, str] | None = None,
    values: Values | None = None,
    once: str = "1",
) -> Element:
    """`origin` and `once` come back with the answer; `values` were filled in when the form came with `errors`."""
    fields = _usable(form)
    if errors or values:
        fields = [_filled(field, values or {}) for field in fields]
    drawn: Element = {}
    for most in SIZES:
        drawn = _form(form, {"form": once, "origin": origin}, errors or {}, fields, most)
        if size(drawn) <= limits.CARD:
            break
    return drawn


def values(data: Mapping[str, object]) -> dict[str, str | tuple[str, ...]]:
    """By input name. A flag is "yes" or ""; several choices are a tuple. Data that is no field of ours is left out."""
    found: dict[str, str | tuple[str, ...]] = {}
    for key, value in data.items():
        kind, separator, name = key.partition(":")
        if separator and isinstance(value, str | bool) and (read := _read(kind, str(value))) is not None:
            found[name] = read
    return found


def _read(kind: str, value: str) -> str | tuple[str, ...] | None:
    match kind:
        case "line" | "text" | "url" | "date" | "time":
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case "choice":
            return unquote(value)
        case "choices":
            return tuple(unquote(one) for one in value.split(",") if one)
        case "flag":
            return "yes" if value.lower() == "true" else ""
        case _:
            return None


def _usable(form: Form) -> list[Input]:
    """The fields that reach Teams, each name once. Raises ValueError when the target is too long: our mistake."""
    if not travels(form.action, limits.VERB) or size(form.target) > limits.TARGET:
        raise ValueError(f"the action or target of form {form.action[:50]} is too long")
    unique = {field.name: field for field in reversed(form.inputs) if travels(field.name, limits.NAME)}
    return [field for field in reversed(unique.values()) if "choice" not in field.kind or _options(field)]


def _filled(field: Input, values: Values) -> Input:
    return field.model_copy(update={"value": values.get(field.name, "")})


Most = tuple[int, int, int, int]


def _form(form: Form, kept: Element, errors: Mapping[str, str], fields: list[Input], most: Most) -> Element:
    """Title, intro, fields with their errors, and the two buttons."""
    _, words, _, fields_most = most
    named = {field.name for field in fields}
    title = clean(form.title)
    body = [heading(title)] if title else []
    body += [rich(run(form.intro, words))] if clean(form.intro) else []
    body += [_error(sentence, words) for name, sentence in errors.items() if name not in named][:fields_most]
    drawn: dict[bool, list[Element]] = {True: [], False: []}
    for field in fields[:fields_most]:
        drawn[field.folded] += _field(field, errors.get(field.name, ""), most)
    wrong = any(field.folded and field.name in errors for field in fields)
    body += [*drawn[False], *_folded(form.more, drawn[True], shown=wrong)]
    if len(fields) > MANY_INPUTS:
        body += [_error(f"{f.label}: {errors[f.name]}", words) for f in fields if f.name in errors][:fields_most]
    body.append({"type": "ActionSet", "actions": [*_ends(form, kept)], "spacing": "large"})
    return whole(body, cut(title, limits.SUMMARY) or ELLIPSIS)


def _folded(label: str, fields: list[Element], *, shown: bool) -> Iterator[Element]:
    """What a button shows and hides. What is hidden is sent too."""
    if fields:
        toggle: Element = {"type": "Action.ToggleVisibility", "title": unmarked(label, limits.LABEL)}
        yield {"type": "ActionSet", "actions": [toggle | {"targetElements": [FOLDED]}]}
        yield {"type": "Container", "id": FOLDED, "isVisible": shown, "items": fields}


def _ends(form: Form, kept: Element) -> Iterator[Element]:
    yield execute(form.submit, form.action, {"target": form.target, **kept}, style="positive")
    yield execute(form.cancel, CANCEL, kept, associatedInputs="none")


def _field(field: Input, error: str, most: Most) -> Iterator[Element]:
    _, words, _, _ = most
    yield _element(field, most)
    if clean(field.hint):
        yield quiet(field.hint, words, spacing="none")
    if error:
        yield _error(error, words, spacing="none")


def _error(sentence: str, most: int, **more: object) -> Element:
    return rich(run(sentence, most, color="attention", weight="bolder"), **more)


def _element(field: Input, most: Most) -> Element:
    letters, words, choices, _ = most
    label = cut(clean(field.label), min(words, limits.LABEL)) or ELLIPSIS
    named: Element = {"id": f"{field.kind}:{field.name}", "label": label}
    if (
        field.required and not field.folded
    ):  # Teams would refuse a hidden one without a word; a sign, because a form does not tell its language
        named |= {"isRequired": True, "errorMessage": unmarked(f"{label}: {ELLIPSIS}", limits.VALUE)}
    match field.kind:
        case "line" | "text" | "url":
            return {"type": "Input.Text", **named, **_written(field, letters)}
        case "choice":
            return {"type": "Input.ChoiceSet", **named, **_choice(field, choices, words)}
        case "choices":
            return {"type": "Input.ChoiceSet", **named, **_choices(field, choices, words)}
        case "date":
            return {"type": "Input.Date", **named, **_picked(DATE, field)}
        case "time":
            return {"type": "Input.Time", **named, **_picked(TIME, field)}
        case "flag":
            value = "true" if field.value == "yes" else "false"
            return {
                "type": "Input.Toggle",
                "id": named["id"],
                "title": unmarked(label, limits.LABEL),
                "value": value,
                "wrap": True,
            }
        case _:
            assert_never(field.kind)


def _written(field: Input, letters: int) -> Element:
    most = max(1, min(field.longest, limits.INPUT))
    kinds: dict[str, Element] = {"text": {"isMultiline": True}, "url": {"style": "url", "placeholder": "https://"}}
    value = cut(clean(field.value), min(letters, most)) if isinstance(field.value, str) else ""
    return {"maxLength": most, **kinds.get(field.kind, {}), **({"value": value} if value else {})}


def _choice(field: Input, most: int, words: int) -> Element:
    options = _options(field)[:most]
    style = "expanded" if len(options) <= limits.CHOICE_IN_SIGHT else "compact"
    chosen = [_sent(option.value) for option in options if option.value == field.value]
    return {"choices": _titled(options, words), "style": style, "wrap": True} | ({"value": chosen[0]} if chosen else {})


def _choices(field: Input, most: int, words: int) -> Element:
    options = _options(field)[:most]
    style = "expanded" if len(options) <= limits.CHOICES_IN_SIGHT else "compact"
    wanted = (field.value,) if isinstance(field.value, str) else field.value
    chosen = ",".join(_sent(option.value) for option in options if option.value in wanted)
    titled = {"choices": _titled(options, words), "style": style, "wrap": True, "isMultiSelect": True}
    return titled | ({"value": chosen} if chosen else {})


def _titled(options: list[Option], words: int) -> list[Element]:
    most = min(words, limits.LABEL)
    return [{"title": unmarked(option.label, most), "value": _sent(option.value)} for option in options]


def _options(field: Input) -> list[Option]:
    unique = {option.value: option for option in field.options}.values()
    return [option for option in unique if travels(_sent(option.value), limits.OPTION_VALUE)]


def _sent(value: str) -> str:
    """Without commas, because Teams sends several choices as "a,b"."""
    return quote(value.encode("utf-8", "replace"), safe=" ")


def _picked(shape: re.Pattern[str], field: Input) -> Element:
    value = field.value if isinstance(field.value, str) else ""
    return {"value": value} if shape.fullmatch(value) else {}
