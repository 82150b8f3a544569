"""What champions make of a request for approval, and of one that was sent back."""

import random
from collections.abc import Iterator
from datetime import timedelta

from bot.terminal.simulate.company import Colleague
from bot.terminal.simulate.habits import delay
from bot.terminal.simulate.recorder import Told
from bot.terminal.simulate.story import Act

APPROVES, SENDS_BACK = 0.4, 0.15  # the shares of requests; the rest is left to the others
SAID = "Please name the customer only once they agreed."


def looks_second(one: Colleague, told: Told, content: str, dice: random.Random) -> Iterator[Act]:
    """Approved, sent back, or left to the others. No two champions press in the same second."""
    at, luck = told.at + delay(dice) + timedelta(seconds=told.number % 50), dice.random()
    if luck < APPROVES:
        yield Act(at, one.id, "approve_second", content, card=told.number)
    elif luck < APPROVES + SENDS_BACK:
        yield Act(at, one.id, "send_back", content, {"said": SAID}, card=told.number)


def asks_again(one: Colleague, told: Told, content: str, dice: random.Random) -> Iterator[Act]:
    """The champion who asked changes it, and publishes it once more."""
    yield Act(told.at + delay(dice), one.id, "edit", content, card=told.number)
