"""The answer that Teams gets at once, and what is said after it. Pure."""

import json
from collections.abc import Iterator
from typing import NamedTuple, assert_never

from pydantic import ValidationError

from bot.teams import render
from bot.teams.elements import ADAPTIVE, Element, typed
from bot.teams.limits import CARD, size
from bot.teams.wire import Activity, Execute
from handlers.core.interaction import Card, Form, FormErrors, Interaction, Notice, Reply

MESSAGE = "application/vnd.microsoft.activity.message"
DONE = "✓"  # Teams takes an empty answer for a failure, and repeats the press
ASKS = "asks"  # the form itself, in the data of its button: to show it again with errors, on any replica
CANCEL = "cancel"


class Say(NamedTuple):
    """A new message, to the person alone."""

    content: Element
    summary: str


class Change(NamedTuple):
    """Replaces a message in the same chat."""

    message: str
    content: Element
    summary: str


class Remove(NamedTuple):
    message: str


Deed = Say | Change | Remove


class Replied(NamedTuple):
    """`answer` is for an invoke; None where Teams waits for none."""

    answer: Element | None
    deeds: tuple[Deed, ...] = ()


class At(NamedTuple):
    """What was pressed, and where. `card` is its message; empty when the message must not be changed for everybody."""

    card: str = ""
    once: str = ""  # of the form that was sent, if it was one
    is_refresh: bool = False
    origin: str = ""  # the card from which the form was opened
    form: Form | None = None
    filled: dict[str, str | tuple[str, ...]] = {}
    key: str = ""  # of the interaction, and so of a form that it opens


def pressed(sent: Activity, execute: Execute, interaction: Interaction, *, alone: bool) -> At:
    data = execute.data
    origin = data.get("origin")
    return At(
        card=sent.reply_to_id if alone else "",
        once=str(data.get("form", "")),
        is_refresh=bool(data.get("refresh")),
        origin=origin if isinstance(origin, str) else "",
        form=_kept(data.get(ASKS)),
        filled=interaction.values,
        key=interaction.key,
    )


# ── A command, a button, a form ───────────────────────────────────────────────────────────────────


def to_command(reply: Reply | None, at: At, public: str) -> Replied:
    return Replied(None, tuple(say(reply, at, public)) if reply else ())


def to_press(reply: Reply | None, at: At, public: str) -> Replied:
    """A card replaces the card: at once for the person who pressed, and for good when the chat is theirs alone."""
    match reply:
        case None:
            return Replied(_told(DONE))
        case Card(instead=True):
            return _become(render.card(reply, public), render.summary(reply), at.card)
        case Notice() | FormErrors():
            return Replied(_told(words(reply)))
        case Card() | Form():
            return Replied(_told(DONE), tuple(say(reply, at, public)))
        case _:
            assert_never(reply)


def to_refresh(reply: Reply | None, public: str) -> Replied:
    """Shown to the person who looks. The message is not changed: Teams would ask again after each change."""
    return Replied(_shown(render.card(reply, public)) if isinstance(reply, Card) else _told(DONE))


def to_form(reply: Reply | None, at: At, public: str) -> Replied:
    """The form goes; the reply replaces it, or replaces the card that opened it."""
    match reply:
        case Card(instead=True) if at.origin and at.card:
            changed = Change(at.origin, render.card(reply, public), render.summary(reply))
            return Replied(_told(DONE), (changed, Remove(at.card)))
        case Card():
            return _become(render.card(reply, public), render.summary(reply), at.card)
        case Notice():
            return _become(render.notice(words(reply)), words(reply), at.card)
        case Form():
            return _become(form(reply, at.origin, at.key), reply.title, at.card)
        case None:
            return Replied(_told(DONE))
        case FormErrors():
            again = corrected(reply, at)
            return Replied(_shown(again) if again else _told(words(reply)))
        case _:
            assert_never(reply)


def to_cancel(at: At) -> Replied:
    return Replied(_told(DONE), (Remove(at.card),) if at.card else ())


def without_answer(replied: Replied, at: At) -> Replied:
    """For an old client, which sends its buttons as messages: the answer becomes a message too."""
    answer = replied.answer or {}
    match answer.get("type"), answer.get("value"):
        case str(kind), str(text) if kind == MESSAGE and text != DONE:
            return Replied(None, (*replied.deeds, Say(render.notice(text), text)))
        case str(kind), dict(content) if kind == ADAPTIVE and not replied.deeds:
            summary = str(content.get("fallbackText"))
            return Replied(None, (Change(at.card, content, summary) if at.card else Say(content, summary),))
        case _:
            return Replied(None, replied.deeds)


def form(asked: Form, origin: str, once: str) -> Element:
    return keep(render.form(asked, origin, once=once), asked)


def corrected(errors: FormErrors, at: At) -> Element | None:
    """The form with its errors and what was filled in; None when it did not come along."""
    return keep(render.form(at.form, at.origin, errors.errors, at.filled, at.once), at.form) if at.form else None


def keep(content: Element, asked: Form) -> Element:
    """With the form in its own button, if there is room. Without it, errors are told in a message."""
    kept = asked.model_dump(mode="json", exclude_defaults=True)
    if size(content) + size(kept) <= CARD:
        for action in _actions(content):
            data = action.get("data")
            if action.get("verb") == asked.action and isinstance(data, dict) and data.get("form"):
                data[ASKS] = kept
    return content


def say(reply: Reply, at: At, public: str) -> Iterator[Deed]:
    match reply:
        case Card():
            yield Say(render.card(reply, public), render.summary(reply))
        case Notice() | FormErrors():
            yield Say(render.notice(words(reply)), words(reply))
        case Form():
            yield Say(form(reply, at.card, at.key), reply.title)
        case _:
            assert_never(reply)


def _become(content: Element, summary: str, card: str) -> Replied:
    """Shown at once to the person who pressed; and changed, because Teams forgets what was only answered."""
    return Replied(_shown(content), (Change(card, content, summary),) if card else ())


def _shown(content: Element) -> Element:
    return {"statusCode": 200, "type": ADAPTIVE, "value": content}


def _told(text: str) -> Element:
    return {"statusCode": 200, "type": MESSAGE, "value": text or DONE}


def words(reply: Notice | FormErrors) -> str:
    return typed(reply.text if isinstance(reply, Notice) else "\n".join(reply.errors.values()))


def _actions(content: object) -> Iterator[Element]:
    for element in elements(content):
        if element.get("type") == "Action.Execute":
            yield element


def elements(content: object) -> Iterator[Element]:
    match content:
        case dict():
            yield content
            for inner in content.values():
                yield from elements(inner)
        case list():
            for inner in content:
                yield from elements(inner)
        case _:
            pass


def _kept(asks: object) -> Form | None:
    try:
        return Form.model_validate_json(json.dumps(asks)) if asks else None
    except ValidationError:
        return None
