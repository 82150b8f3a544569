"""Which of Slack's newer blocks each workspace takes, and the forms in which a message is tried."""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from bot.slack.buttons import Block
from bot.slack.cards import NEWER, Kinds, Shape, kinds_of
from handlers.core.interaction import Now

Draw = Callable[[Shape], list[Block]]

log = logging.getLogger("heraut.slack")

AGAIN = timedelta(days=30)  # then they are tried again, and whenever Heraut starts: after an upgrade, too

Surface = Literal["message", "reply", "home"]  # a reply is what a response_url takes
# A table is not documented for the Home tab, so it stays a list there.
DOCUMENTED: Mapping[Surface, Kinds] = {
    "message": NEWER,
    "reply": NEWER,
    "home": NEWER - {"table"},
}


class Taken:
    """Remembers, until Heraut stops, what each workspace refused on each surface."""

    def __init__(self, now: Now | None = None) -> None:
        self._now = now  # without a clock: never a newer block
        self._refused: dict[tuple[str, Surface, str], datetime] = {}

    def kinds(self, workspace: str, surface: Surface) -> Kinds:
        if self._now is None:
            return Kinds()
        since = self._now() - AGAIN
        refused = {kind for kind in NEWER if self._refused.get((workspace, surface, kind), since) > since}
        return DOCUMENTED[surface] - refused

    def tries(self, workspace: str, surface: Surface, draw: Draw) -> "Tries":
        return Tries(self, workspace, surface, draw)

    def refused(self, workspace: str, surface: Surface, kinds: Kinds) -> None:
        if self._now and kinds:
            log.warning("Slack takes no %s here: %s in %s", " or ".join(sorted(kinds)), surface, workspace)
            self._refused |= {(workspace, surface, kind): self._now() for kind in kinds}


class Tries:
    """One delivery: its forms in turn, each tried only after Slack refused the one before."""

    def __init__(self, taken: Taken, workspace: str, surface: Surface, draw: Draw) -> None:
        self._taken = taken
        self._where: tuple[str, Surface] = workspace, surface
        self._draw = draw
        self._tried: list[list[Block]] = []

    def __iter__(self) -> Iterator[list[Block]]:
        """With all, then without pictures, then in the older form with and without them. None comes twice."""
        newer = self._taken.kinds(*self._where)
        for kinds in (newer, Kinds()):
            for pictures in (True, False):
                blocks = self._draw(Shape(kinds, pictures))
                if blocks not in self._tried:
                    self._tried.append(blocks)
                    yield blocks

    def took(self) -> None:
        """Slack took the last form. What only the forms before had is what it refuses."""
        *refused, taken = self._tried
        self._taken.refused(*self._where, Kinds().union(*map(kinds_of, refused)) - kinds_of(taken))
