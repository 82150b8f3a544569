"""What the buttons of the academy carry: a course, and a card of it by its place or by its key."""

from typing import NamedTuple

from handlers.core.interaction import Refused
from handlers.core.targets import BAR, read_page


class AtPlace(NamedTuple):
    """A card of a course. `place`: from 0 on; None: where the person stopped."""

    course: str
    place: int | None = None

    def encode(self) -> str:
        """The target of a button. `read_place` reads it."""
        return self.course if self.place is None else f"{self.course}{BAR}{self.place}"


class OnCard(NamedTuple):
    """The card that somebody has in front of them, and the answer that they chose."""

    course: str
    key: str
    choice: int | None = None

    def encode(self) -> str:
        """The target of a button. `read_card` reads it."""
        return BAR.join((self.course, self.key, *([] if self.choice is None else [f"{self.choice}"])))


def read_place(target: str) -> AtPlace:
    """Read what `AtPlace.encode` wrote."""
    course, _, place = target.partition(BAR)
    return AtPlace(course, read_page(place))


def read_card(target: str) -> OnCard:
    """Read what `OnCard.encode` wrote. Raises Refused."""
    match target.split(BAR):
        case [course, key]:
            return OnCard(course, key)
        case [course, key, choice] if (number := read_page(choice)) is not None:
            return OnCard(course, key, number)
    raise Refused("This card has expired. See all courses: /heraut learn")
