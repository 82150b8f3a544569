"""The dialog that a message extension opens. Pure."""

from typing import assert_never

from bot.teams.elements import ADAPTIVE, Element
from bot.teams.render import summary
from bot.teams.replies import CANCEL, DONE, At, Replied, corrected, elements, form, say, words
from bot.text import cut
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply

TITLE = 64  # letters
NOTICE = 255


def to_dialog(reply: Reply | None, at: At, public: str) -> Replied:
    """A form stays in the dialog. A card is sent to the chat, where it can be pressed, and the dialog closes."""
    match reply:
        case None:
            return Replied({})
        case Form():
            return Replied(_open(form(reply, "", at.key), reply.title))
        case FormErrors():
            again = corrected(reply, at)
            return Replied(_open(again, at.form.title) if again and at.form else _closing(words(reply)))
        case Card():
            return Replied(_closing(summary(reply)), tuple(say(reply, at, public)))
        case Notice():
            return Replied(_closing(words(reply)))
        case _:
            assert_never(reply)


def _closing(text: str) -> Element:
    return {"task": {"type": "message", "value": cut(text, NOTICE) or DONE}}


def _open(content: Element, title: str) -> Element:
    """Dialogs do not support Action.Execute, and have a close button of their own."""
    for element in elements(content):
        actions = element.get("actions")
        if isinstance(actions, list):
            element["actions"] = [_submit(action) for action in actions if action.get("verb") != CANCEL]
    card = {"contentType": ADAPTIVE, "content": content}
    shown = {"title": cut(title, TITLE), "height": "large", "width": "medium", "card": card}
    return {"task": {"type": "continue", "value": shown}}


def _submit(action: Element) -> Element:
    if action.get("type") != "Action.Execute":
        return action
    data = action.get("data")
    verb = {"verb": action.get("verb")}
    rest = {name: value for name, value in action.items() if name not in {"type", "verb", "data", "fallback"}}
    return {"type": "Action.Submit", **rest, "data": {**(data if isinstance(data, dict) else {}), **verb}}
