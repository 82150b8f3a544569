"""The card of a summary."""

from collections.abc import Sequence
from typing import Literal, get_args

from handlers.core.buttons import MOST, chosen_from
from handlers.core.interaction import Button, Buttons, Card, Part, Text
from handlers.core.language import Words
from handlers.core.targets import Tap

Verb = Literal["open", "page"]
VERBS: tuple[Verb, ...] = get_args(Verb)


def summary_card(words: Words, many: int, lines: Sequence[tuple[str, str]], following: str) -> Card:
    """`lines`: (key of a message, what it says in short). `following`: the number and key of the next page, if any."""
    t = words.t
    parts: list[Part] = [Text(text=t("Your day was full, so Heraut kept this for you."), style="quiet")]
    few = len(lines) + bool(following) <= MOST
    for key, said in lines:
        parts.append(Text(text=said))
        if few:
            parts.append(Buttons(buttons=(_opens(key, t("Open")),)))
    if not few:
        parts.append(chosen_from(t("Open"), [_opens(key, said) for key, said in lines]))
    if following:
        more = Button(action="summary", label=t("More"), target=Tap("page", following).encode())
        parts.append(Buttons(buttons=(more,)))
    title = words.tn("One message waited for you", "{n} messages waited for you", many)
    return Card(title=title, summary=title, parts=tuple(parts))


def _opens(key: str, label: str) -> Button:
    return Button(action="summary", label=label, target=Tap("open", key).encode())
