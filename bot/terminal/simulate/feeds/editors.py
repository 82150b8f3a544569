"""What champions make of the day's card with drafts: some they use, some they drop, most they leave to the others."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from bot.terminal.simulate.company import Colleague
from bot.terminal.simulate.habits import delay
from bot.terminal.simulate.recorder import Told
from bot.terminal.simulate.story import Act

LOOKS = 0.6  # the share of cards that a champion does something about
USES, EDITS, DROPS = 0.12, 0.03, 0.25  # of the drafts on them; followed topics count double
WORDS: Mapping[str, str] = {"use": "use_entry", "edit": "edit", "drop": "drop_entry"}
Decided = Literal["use", "edit", "drop"]
MOMENT = timedelta(minutes=1)


def decides(one: Colleague, told: Told, topics: Mapping[str, frozenset[str]], dice: random.Random) -> Iterator[Act]:
    """One press after the other, a minute apart. No two champions press in the same second."""
    begins = told.at + delay(dice) + timedelta(seconds=told.number % 50)
    looks = dice.random() < LOOKS
    for place, draft in enumerate(told.drafts):
        followed = bool(topics.get(draft.title, frozenset()) & set(one.topics))
        does = _decision(dice.random(), 2 if followed else 1)
        if looks and does:
            at: datetime = begins + place * MOMENT
            yield Act(at, one.id, WORDS[does], draft.content, card=told.number)


def _decision(luck: float, keen: int) -> Decided | None:
    ends: Mapping[Decided, float] = {"use": USES * keen, "edit": EDITS * keen, "drop": DROPS}
    for does, chance in ends.items():
        luck -= chance
        if luck < 0:
            return does
    return None
