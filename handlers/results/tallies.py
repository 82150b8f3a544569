"""How a nudge and its shares count in the running totals. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
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
    opened_at: datetime | bool | None  # or whether it is known

    @property
    def posted(self) -> bool:
        return self.state == "posted"

    @property
    def opened(self) -> bool:
        """Whether the network was opened. Anything posted counts as opened."""
        return self.posted or bool(self.opened_at)


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


How = tuple[bool, ShareState, Evidence, bool]  # how a share stands: asked, state, evidence, whether it was opened


class Alone:
    """Adds up many nudges that have one share each, by how it stands: much faster than one by one.

    How many were nudged is counted elsewhere.
    """

    def __init__(self) -> None:
        self._teams = defaultdict[tuple[str, str, str, str], Counter[How]](Counter)
        self._networks = defaultdict[tuple[str, str, str, str], Counter[How]](Counter)

    def add(self, one: tuple[str, str, str, str, str, bool, str, ShareState, Evidence, bool]) -> None:
        """Add a nudge, given as the fields of its story."""
        workspace, week, content, team, _, asked, network, state, evidence, opened = one
        how = asked, state, evidence, opened
        self._teams[workspace, week, content, team][how] += 1
        if network:
            self._networks[workspace, week, content, network][how] += 1

    def counts(self) -> Counts:
        found: Counts = Counter()
        for its, hows in self._teams.items():
            _add(found, Cell(*its), hows, of_network=False)
        for (workspace, week, content, network), hows in self._networks.items():
            _add(found, Cell(workspace, week, content, "", network), hows, of_network=True)
        return found


def _add(found: Counts, cell: Cell, hows: Mapping[How, int], *, of_network: bool) -> None:
    for how, times in hows.items():
        for name in _steps_of(how, of_network):
            found[cell, name] += times


@cache
def _steps_of(how: How, of_network: bool) -> Sequence[Count]:
    """What one such share adds to the row of its team, or of its network."""
    asked, state, evidence, opened = how
    counts = counts_of([CountedNudge("", "", "", "", "", asked, "network", state, evidence, opened)])
    its = [(name, times) for (cell, name), times in counts.items() if bool(cell.network) == of_network]
    return [name for name, times in its if times and name != "nudged"]
