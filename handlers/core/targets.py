"""What a button carries: a word that says what was chosen, and what it is about, as in `salesy|n1`."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from handlers.core.interaction import Refused

W = TypeVar("W", bound=str)

BAR = "|"
DIGITS = 4  # of a page's number: nobody turns so many pages


class Tap(NamedTuple, Generic[W]):
    """One of a few words, about an id or about another target."""

    word: W
    about: str

    def encode(self) -> str:
        """As it travels. `read_tap` reads it."""
        return f"{self.word}{BAR}{self.about}"


def read_tap(target: str, words: Iterable[W]) -> Tap[W]:
    """Raises Refused for a target that does not begin with one of these words."""
    said, bar, about = target.partition(BAR)
    if not bar:
        raise Refused("This card has expired. See what is new: /heraut next")
    for word in words:
        if word == said:
            return Tap(word, about)
    raise Refused("This cannot be used here.")


def id_in(target: str) -> str:
    """The id that a target is about, however many words stand before it."""
    return target.rpartition(BAR)[2]


def read_page(target: str) -> int | None:
    """The number of a page; None for anything else."""
    return int(target) if target.isdecimal() and len(target) <= DIGITS else None
