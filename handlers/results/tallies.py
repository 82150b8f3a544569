"""How a nudge and its shares count in the running totals. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from models.share import Evidence, ShareState
from models.total import POSTS, Count


class Cell(NamedTuple):
    """A row of the totals: for a team, or for a network with an empty team."""

    workspace: str
    week: str
    content: str
    team: str
    network: str = ""


Counts = Counter[tuple[Cell, Count]]


def places(workspace: str, week: str, content: str, team: str, network: str) -> tuple[Cell, ...]:
    """The rows in which a post or a click counts: the team's, and the network's if it is known."""
    of_team = Cell(workspace, week, content, team)
    return (of_team, Cell(workspace, week, content, "", network)) if network else (of_team,)


class CountedNudge(NamedTuple):
    """A nudge that went out, with one of its shares that was not dropped, or None in the fields of the share."""

    workspace: str
    week: str
    content: str
    team: str
    nudge: str
    asked: bool
    network: str | None
    state: ShareState | None
    evidence: Evidence | None
    opened_at: datetime | None

    @property
    def posted(self) -> bool:
        return self.state == "posted"

    @property
    def opened(self) -> bool:
        """Whether the network was opened. Anything posted counts as opened."""
        return self.posted or self.opened_at is not None


def counts_of(stories: Iterable[CountedNudge]) -> Counts:
    """The counts of these stories. Stories of one nudge must be adjacent."""
    counts: Counts = Counter()
    for _, same in groupby(stories, key=lambda story: (story.workspace, story.nudge)):
        shares = [*same]
        place, asked = Cell(*shares[0][:4]), shares[0].asked
        opened, posted = any(one.opened for one in shares), any(one.posted for one in shares)
        counts.update({(place, "asked"): posted} if asked else _steps(place, opened=opened, posted=posted))
        for one in shares:
            there = places(*shares[0][:4], one.network or "")
            if one.opened:
                counts.update((cell, "opened") for cell in there[1:])
            if one.posted and one.evidence:
                counts.update((cell, POSTS[one.evidence]) for cell in there)
    return counts


def _steps(place: Cell, *, opened: bool, posted: bool) -> dict[tuple[Cell, Count], int]:
    return {(place, "nudged"): 1, (place, "opened"): opened, (place, "shared"): posted}
