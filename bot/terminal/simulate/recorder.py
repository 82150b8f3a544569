"""The simulation's mouth: it says nothing to anybody, and keeps what it was told to say, when, and to whom."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from handlers.core.interaction import Buttons, CannotTell, Card, Now, Preview, Text
from handlers.core.targets import Tap, id_in
from handlers.nudges.targets import read_item

OFFERS = ("share", "react", "create")  # the buttons that make a nudge of a card


class Offered(NamedTuple):
    """One content on a card: the nudge behind its buttons, what it asks for, and the words that it suggests."""

    nudge: str
    asks: str
    title: str
    text: str
    several: bool  # it stands with others on one card

    def press(self, action: str, word: str = "") -> tuple[str, str]:
        """The action and the target of a button: share; or later, with a word that says when."""
        target = Tap(word, self.nudge).encode() if word else self.nudge
        return ("item", Tap(action, target).encode()) if self.several else (action, target)


class Told(NamedTuple):
    """Something that was said unprompted."""

    number: int  # of all
    at: datetime
    who: str
    offered: tuple[Offered, ...]  # nothing: it was no nudge
    buttons: tuple[tuple[str, str], ...]  # action, target


class Recorder:
    """A platform that takes everything at once."""

    per_second = math.inf

    def __init__(self, now: Now) -> None:
        self._now = now
        self.told: list[Told] = []

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        buttons = tuple((button.action, button.target) for row in _rows(card) for button in row.buttons)
        self.told.append(Told(len(self.told), self._now(), address, tuple(_offered(card)), buttons))
        return str(len(self.told))

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        """What stands in the place of an old card troubles nobody."""

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        raise CannotTell


def _rows(card: Card) -> Iterator[Buttons]:
    return (part for part in card.parts if isinstance(part, Buttons))


def _offered(card: Card) -> Iterator[Offered]:
    """As it is read from above: a link, perhaps a text to start from, and what can be done with them."""
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


def _asked(row: Buttons, title: str, text: str) -> dict[str, Offered]:
    """By nudge: some have a button for each thing that one may do."""
    found = {}
    for button in row.buttons:
        several = button.action == "item"
        asks = read_item(button.target).word if several else button.action
        if asks in OFFERS:
            nudge = id_in(button.target)
            found[nudge] = Offered(nudge, asks, title, text, several=several)
    return found
