"""Keeps names out of what everybody is going to read."""

import re
from collections.abc import Iterable, Mapping

from handlers.core.interaction import Invalid
from handlers.core.language import Words
from models import Person

MENTION = re.compile(r"(?<!\S)[@＠]\w|<@")
SHORTEST_NAME = 3  # letters; shorter ones are in other words


def check_nameless(words: Words, fields: Mapping[str, str], people: Iterable[Person]) -> None:
    """Raises Invalid if a field mentions anybody, or names one of these people."""
    names = [person.name for person in people]
    for field, text in fields.items():
        if MENTION.search(text) or any(_names(text, name) for name in names):
            raise Invalid({field: words.t("Leave out the names: everybody is going to read this.")})


def _names(text: str, name: str) -> bool:
    """Whether a text has a part of this name as a word."""
    parts = [part for part in re.split(r"\W+", name) if len(part) >= SHORTEST_NAME]
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE) for part in parts)
