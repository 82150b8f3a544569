"""Forms as Slack modals, and what people filled in. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Literal, assert_never

from bot.slack import limits
from bot.slack.buttons import Block, plain
from bot.slack.render import rich, span
from bot.slack.text import unescape
from bot.slack.wire import Answered, State, View
from bot.text import DATE, ELLIPSIS, TIME, clean, cut, length, travels
from handlers.core.interaction import Form, FormErrors, Frozen, Input, Option, Refresh

MORE = "more"  # the button in a form that unfolds the rest
Values = dict[str, str | tuple[str, ...]]
FLAG, MANY, ONE = "flag", "many", "one"  # a field's action_id: which kind of value comes back


class Origin(Frozen):
    """Where a reply to a person goes: the message, command or Home tab that they acted on."""

    response_url: str = ""  # good for 30 minutes and 5 uses
    channel: str = ""
    ts: str = ""  # of the card, empty where chat.update cannot reach it
    home: bool = False

    @property
    def shared(self) -> bool:
        """Whether others read the card too: it is in a channel, and not shown to the person alone."""
        return bool(self.ts) and not self.channel.startswith("D")


class Kept(Frozen):
    """What a modal carries for us until it is submitted."""

    v: Literal[1] = 1  # a modal may stay open across an upgrade
    action: str
    target: str = ""
    origin: Origin = Origin()
    again: Refresh | None = None  # what fetches the form with its folded fields
    folded: Values = {}  # what is in them


def modal(form: Form, origin: Origin) -> Block:
    """Short, with a button for the folded fields, or whole if what is in them cannot travel."""
    shown = tuple(field for field in form.inputs if not field.folded)
    if clean(form.more) and form.refresh and 0 < len(shown) < len(form.inputs):
        kept = _full(form, origin)
        if length(kept) <= limits.PRIVATE_METADATA:
            short = form.model_copy(update={"inputs": shown})
            return _view(form, kept, [*_intro(form), *_inputs(short), _more(form)])
    return _view(form, _kept(form, origin), [*_intro(form), *_inputs(form)])


def _full(form: Form, origin: Origin) -> str:
    folded = {field.name: field.value for field in form.inputs if field.folded}
    kept = Kept(action=form.action, target=form.target, origin=origin, again=form.refresh, folded=folded)
    return kept.model_dump_json(exclude_defaults=True)


def _more(form: Form) -> Block:
    button = {"type": "button", "action_id": MORE, "text": plain(form.more, limits.BUTTON)}
    return {"type": "actions", "elements": [button]}


def unfolded(form: Form, view: View, kept: Kept, wrong: Mapping[str, str] | None = None) -> Block:
    """The open form with all its fields and what is in them; `wrong`: what to say above them, by field.

    Fields keep their names, so Slack keeps what was typed since it told us.
    """
    known = {**{block.block_id: "" for block in view.blocks if block.type == "input"}, **filled_in(kept, view.state)}
    inputs = tuple(
        field.model_copy(update={"value": known[field.name]}) for field in form.inputs if field.name in known
    )
    whole = form.model_copy(update={"action": kept.action, "target": kept.target, "inputs": inputs})
    labels = {field.name: field.label for field in inputs}
    told = [f"{labels[name]}: {said}" if name in labels else said for name, said in (wrong or {}).items()]
    intro = takewhile(lambda block: block.type not in {"input", "actions"}, view.blocks)
    above: list[Block] = [block.model_dump(exclude_unset=True) for block in intro]
    above += [rich({"type": "rich_text_section", "elements": [span("\n".join(told), bold=True)]})] if told else []
    return _view(whole, _kept(whole, kept.origin), [*above, *_inputs(whole)])


def filled_in(kept: Kept, state: State | None) -> Values:
    """What a submitted form holds, with what is in the fields that were not unfolded."""
    return {**kept.folded, **values(state)}


def _view(form: Form, kept: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": cut(form.action, limits.NAME),
        "title": _short(form.title, limits.VIEW_TITLE),
        "submit": _short(form.submit, limits.VIEW_BUTTON),
        "close": _short(form.cancel, limits.VIEW_BUTTON),
        "private_metadata": kept,
        "blocks": blocks[: limits.BLOCKS_IN_VIEW]
        or [rich({"type": "rich_text_section", "elements": [span(ELLIPSIS)]})],
    }


def values(state: State | None) -> Values:
    """By input name. A flag is "yes" or ""; several choices are a tuple."""
    fields = state.values if state else {}
    return {name: _value(kind, field) for name, kinds in fields.items() for kind, field in kinds.items()}


def errors(found: FormErrors, view: View) -> dict[str, str]:
    """By field; what belongs to no field is told at the first one. Empty when the view has no fields."""
    names = [block.block_id for block in view.blocks if block.type == "input"]
    beside: dict[str, str] = {}
    for name, sentence in found.errors.items():
        place = name if name in names else next(iter(names), "")
        if place:
            beside[place] = f"{beside[place]} {sentence}" if place in beside else sentence
    return {place: cut(clean(sentence), limits.ERROR) or ELLIPSIS for place, sentence in beside.items()}


def _kept(form: Form, origin: Origin) -> str:
    """Raises ValueError when the target is too long: our mistake, and a cut target might name something else."""
    whole = Kept(action=form.action, target=form.target, origin=origin)
    without = whole.model_copy(update={"origin": origin.model_copy(update={"response_url": ""})})
    for kept in (whole, without):
        text = kept.model_dump_json(exclude_defaults=True)
        if length(text) <= limits.PRIVATE_METADATA:
            return text
    raise ValueError(f"the target of form {form.action[:50]} is too long")


def _short(text: str, most: int) -> Block:
    return plain(text if clean(text) else ELLIPSIS, most)


def _intro(form: Form) -> Iterator[Block]:
    if length(form.title) > limits.VIEW_TITLE and clean(form.title):
        yield {"type": "header", "text": plain(form.title, limits.HEADER)}
    if words := clean(form.intro):
        yield rich({"type": "rich_text_section", "elements": [span(words)]})


def _inputs(form: Form) -> Iterator[Block]:
    seen: set[str] = set()
    for field in form.inputs:
        element = _element(field)
        if element and travels(field.name, limits.NAME) and field.name not in seen:
            seen.add(field.name)
            yield _input(field, element)


def _input(field: Input, element: Block) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": _short(field.label, limits.LABEL),
        "element": element,
        "optional": not field.required,
    }
    told = field.kind == "flag" and _fits_option(field.hint)  # then it is shown beside the box
    return block if told or not clean(field.hint) else block | {"hint": plain(field.hint, limits.HINT)}


def _element(field: Input) -> Block | None:
    """None for a choice without options, which Slack does not accept."""
    match field.kind:
        case "line" | "text" | "url":
            return _written(field)
        case "choice":
            return _choice(field)
        case "choices":
            return _choices(field)
        case "date":
            return _picked("datepicker", "initial_date", DATE, _one(field))
        case "time":
            return _picked("timepicker", "initial_time", TIME, _one(field))
        case "flag":
            return _flag(field)
        case _:
            assert_never(field.kind)


def _written(field: Input) -> Block:
    """Addresses too: Slack's own URL field would refuse in Slack's words what our handlers explain in ours."""
    most = max(1, min(field.longest, limits.INPUT))
    element: Block = {
        "type": "plain_text_input",
        "action_id": ONE,
        "multiline": field.kind == "text",
        "max_length": most,
    }
    if field.kind == "url":
        element["placeholder"] = plain("https://", limits.OPTION_VALUE)
    value = cut(clean(_one(field)), most)
    return element | {"initial_value": value} if value else element


def _choice(field: Input) -> Block | None:
    options = _options(field.options)
    if not options:
        return None
    kind = "radio_buttons" if len(options) <= limits.RADIO_COMFORT else "static_select"
    element: Block = {"type": kind, "action_id": ONE, "options": options}
    chosen = [option for option in options if option["value"] == _one(field)]
    return element | {"initial_option": chosen[0]} if chosen else element


def _choices(field: Input) -> Block | None:
    options = _options(field.options)
    if not options:
        return None
    kind = "checkboxes" if len(options) <= limits.OPTIONS_SIDE_BY_SIDE else "multi_static_select"
    element: Block = {"type": kind, "action_id": MANY, "options": options}
    wanted = (field.value,) if isinstance(field.value, str) else field.value
    chosen = [option for option in options if option["value"] in wanted]
    return element | {"initial_options": chosen} if chosen else element


def _flag(field: Input) -> Block:
    beside = field.hint if _fits_option(field.hint) else field.label
    option: Block = {"text": _short(beside, limits.OPTION_LABEL), "value": "yes"}
    element: Block = {"type": "checkboxes", "action_id": FLAG, "options": [option]}
    return element | {"initial_options": [option]} if _one(field) == "yes" else element


def _fits_option(text: str) -> bool:
    return bool(clean(text)) and length(text) <= limits.OPTION_LABEL


def _picked(kind: str, initial: str, shape: re.Pattern[str], value: str) -> Block:
    element: Block = {"type": kind, "action_id": ONE}
    return element | {initial: value} if shape.fullmatch(value) else element


def _options(options: tuple[Option, ...]) -> list[Block]:
    unique = {option.value: option for option in options}.values()
    usable = [option for option in unique if travels(option.value, limits.OPTION_VALUE)]
    return [
        {"text": _short(option.label, limits.OPTION_LABEL), "value": option.value}
        for option in usable[: limits.OPTIONS_IN_LIST]
    ]


def _one(field: Input) -> str:
    return field.value if isinstance(field.value, str) else ""


def _value(kind: str, field: Answered) -> str | tuple[str, ...]:
    chosen = tuple(choice.value for choice in field.selected_options or ())
    match kind:
        case "flag":
            return "yes" if "yes" in chosen else ""
        case "many":
            return chosen
        case _:
            picked = field.selected_option.value if field.selected_option else ""
            return unescape(field.value or "") or picked or field.selected_date or field.selected_time or ""
