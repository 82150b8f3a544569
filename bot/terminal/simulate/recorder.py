"""A platform for the simulation: sends nothing, and records what it was told to send, when, and to which person."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from handlers.core.interaction import Buttons, Card, Now, Preview, Text
from handlers.core.messenger import CannotTell
from handlers.core.targets import Tap, id_in
from handlers.nudges.targets import read_item

OFFERS = ("share", "react", "create")  # a card with one of these buttons is a nudge


class Offered(NamedTuple):
    """A piece of content on a card: the nudge behind its buttons, what it asks for, and its suggested text."""

    nudge: str
    asks: str
    title: str
    text: str
    several: bool  # it shares its card with others

    def press(self, action: str, word: str = "") -> tuple[str, str]:
        """The action and the target of a button: share; or later, with a word that says when."""
        target = Tap(word, self.nudge).encode() if word else self.nudge
        return ("item", Tap(action, target).encode()) if self.several else (action, target)


class Draft(NamedTuple):
    """A draft from a feed, on the day's card for champions."""

    content: str
    title: str
    address: str


class Told(NamedTuple):
    """Something that was sent unprompted."""

    number: int  # among all
    at: datetime
    who: str
    offered: tuple[Offered, ...]  # empty: it was no nudge
    buttons: tuple[tuple[str, str], ...]  # action, target
    kind: str = ""  # of message; empty in a channel
    drafts: tuple[Draft, ...] = ()
    title: str = ""


class Recorder:
    """Accepts everything at once."""

    per_second = math.inf

    def __init__(self, now: Now) -> None:
        self._now = now
        self.told: list[Told] = []

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        buttons = tuple((button.action, button.target) for row in _rows(card) for button in row.every)
        kind = next((target for action, target in buttons if action == "less"), "")  # every card to a person has it
        offered, drafts = tuple(_offered(card)), tuple(_drafts(card))
        self.told.append(Told(len(self.told), self._now(), address, offered, buttons, kind, drafts, card.title))
        return str(len(self.told))

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        """A changed card disturbs nobody, so it is not recorded."""

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        raise CannotTell


def _rows(card: Card) -> Iterator[Buttons]:
    return (part for part in card.parts if isinstance(part, Buttons))


def _offered(card: Card) -> Iterator[Offered]:
    """In reading order: a link, perhaps a suggested text, and the buttons for them."""
    title = text = ""
    for part in card.parts:
        match part:
            case Preview():
                title, text = part.title, ""
            case Text(style="quote"):
                text = part.text
            case Buttons():
                yield from _asked(part, title or card.title, text).values()
            case _:
                pass


def _drafts(card: Card) -> Iterator[Draft]:
    """Each is a link, and a row of buttons. Raises ValueError if it is shown in another way."""
    link: Preview | None = None
    for part in card.parts:
        if isinstance(part, Preview):
            link = part
        for content in _uses(part) if isinstance(part, Buttons) else ():
            if link is None:
                raise ValueError("a draft without its link")
            yield Draft(content, link.title, link.url)


def _uses(row: Buttons) -> list[str]:
    return [button.target for button in row.every if button.action == "use_entry"]


def _asked(row: Buttons, title: str, text: str) -> dict[str, Offered]:
    """By nudge, because some have several buttons."""
    found = {}
    for button in row.every:
        several = button.action == "item"
        asks = read_item(button.target).word if several else button.action
        if asks in OFFERS:
            nudge = id_in(button.target)
            found[nudge] = Offered(nudge, asks, title, text, several=several)
    return found
