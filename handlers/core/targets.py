"""The target of a button: a word for what was chosen, and the id it is about, as in `salesy|n1`."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from handlers.core.interaction import Refused

W = TypeVar("W", bound=str)

BAR = "|"
DIGITS = 4  # at most, in the number of a page


class Tap(NamedTuple, Generic[W]):
    """A word out of a few, and the id or other target that it is about."""

    word: W
    about: str

    def encode(self) -> str:
        """The target as a button carries it. `read_tap` reads it."""
        return f"{self.word}{BAR}{self.about}"


def read_tap(target: str, words: Iterable[W]) -> Tap[W]:
    """Read what `Tap.encode` wrote. Raises Refused for a target that does not begin with one of these words."""
    said, bar, about = target.partition(BAR)
    if not bar:
        raise Refused("This card has expired. See what is new: /heraut next")
    for word in words:
        if word == said:
            return Tap(word, about)
    raise Refused("This cannot be used here.")


def id_in(target: str) -> str:
    """The id that a target is about, after any number of words."""
    return target.rpartition(BAR)[2]


def read_page(target: str) -> int | None:
    """The page number that a target carries; None if it carries none."""
    return int(target) if target.isdecimal() and len(target) <= DIGITS else None
