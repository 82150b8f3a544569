"""What may be told of content whose totals grew: a packet that is safe in each figure and in what it leaves over. Pure.

The rule, with the reasons: docs/decisions/0024-figures-come-in-frozen-packets.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from handlers.core.anonymity import apart, splits
from models.released import Part
from models.total import POSTS

NOBODYS = ("plain", "qr")  # links of no colleague
LEVELS = tuple(POSTS.values())
PEOPLE, CLICKS = ("nudged", "shared"), ("clicks",)
Numbers = Counter[str]
Where = tuple[Part, str]  # a row: which part, and its team or network


class BasedCell(NamedTuple):
    """Totals of a team or a network: now, and when each figure was last told."""

    team: str
    network: str
    live: Numbers
    base: Numbers


class Group(NamedTuple):
    """Some people together: their totals, what is new in them, and what was told of them before."""

    live: Numbers
    new: Numbers
    told: Numbers


class Packet(NamedTuple):
    """The rows to add, and the cells with their new baselines. No rows: nothing may be told yet."""

    rows: Mapping[Where, Numbers]
    cells: tuple[BasedCell, ...]


def packet(cells: Iterable[BasedCell], told: Mapping[Where, Numbers], k: int) -> Packet:
    """The next packet of some content. `told`: the sums of its earlier packets, by row."""
    packing = Packing(_without_nobodys(cells), told, k)
    packing.pack()
    rows = {where: numbers for where, numbers in packing.rows.items() if any(numbers.values())}
    return Packet(rows, tuple(packing.rebased()))


def _without_nobodys(cells: Iterable[BasedCell]) -> list[BasedCell]:
    """The cells; clicks on links of nobody are not clicks on links of the team without a name."""
    found = [*cells]
    strangers = sum(cell.live["clicks"] for cell in found if cell.network in NOBODYS)
    return [
        cell._replace(live=_minus(cell.live, [Counter(clicks=strangers)]))
        if (cell.team, cell.network) == ("", "")
        else cell
        for cell in found
    ]


class Packing:
    """A packet in the making."""

    def __init__(self, cells: list[BasedCell], told: Mapping[Where, Numbers], k: int) -> None:
        self.rows: dict[Where, Numbers] = defaultdict(Counter)
        self._told, self._k = told, k
        self._teams = {cell.team: cell for cell in cells if not cell.network}
        self._networks = {cell.network: cell for cell in cells if cell.network and cell.network not in NOBODYS}
        self._nobodys = {cell.network: cell for cell in cells if cell.network in NOBODYS}
        self._news: set[str] = set()  # what is told now

    def pack(self) -> None:
        every = self._group(self._teams.values(), ("all", ""))
        if self._split(every):
            self._people(every)
            self._posts(every)
        posters = self._known(("all", "")) + self.rows["all", ""]["shared"]
        if every.new["clicks"] >= self._k <= posters:
            self._clicks(every)
        for network, cell in self._nobodys.items():
            if (new := _new(cell)["clicks"]) >= self._k:
                self._add(("network", network), clicks=new)
                self._add(("all", ""), clicks=new)

    def rebased(self) -> Iterator[BasedCell]:
        """The cells, with what was told now as their baseline."""
        posts = {*LEVELS, "opened"} if "posts" in self._news else set()
        ways = posts | (self._news & {"clicks"})
        yield from (_rebased(cell, self._news | (posts - {"opened"})) for cell in self._teams.values())
        yield from (_rebased(cell, ways) for cell in self._networks.values())
        for network, cell in self._nobodys.items():
            yield _rebased(cell, CLICKS if ("network", network) in self.rows else ())

    def _split(self, group: Group) -> bool:
        """Whether its shares may be told: k people share, k do not, and the nudges are none or those of k people."""
        new, told, k = group.new, group.told, self._k
        nudged, shared = (told[name] + new[name] for name in PEOPLE)
        if new["shared"] < k or 0 != new["nudged"] < k:
            return False
        return splits(shared, nudged, k) and splits(group.live["shared"], group.live["nudged"], k)

    def _people(self, every: Group) -> None:
        """Nudges and shares, of all and by team; and what was opened, and shared unprompted, where these are enough."""
        new, live, k = every.new, every.live, self._k
        self._tell(("all", ""), new, PEOPLE)
        if new["opened"] >= k and splits(live["opened"], live["nudged"], k) and live["opened"] - live["shared"] >= k:
            self._tell(("all", ""), new, ("opened",))
            self._add(("all", ""), opened_of=live["nudged"] - every.told["opened_of"])
        if new["asked"] >= k:
            self._tell(("all", ""), new, ("asked",))
        told, rest = apart(self._by_team(), self._rest_of_teams, self._split)
        for team, group in told.items():
            self._tell(("team", team), group.new, PEOPLE)
        if rest:
            self._tell(("other teams", ""), rest.new, PEOPLE)

    def _posts(self, every: Group) -> None:
        """Posts, by evidence and by network. Those beyond one for each person are none, or k."""
        new, k = sum(every.new[level] for level in LEVELS), self._k
        people = every.live["shared"] + every.told["asked"] + self.rows["all", ""]["asked"]
        beyond = sum(every.live[level] for level in LEVELS) - people
        if new < k or 0 != beyond < k:
            return
        self._news.add("posts")
        self._add(("all", ""), posts=new)
        self._add(("all", ""), **self._several({level: every.new[level] for level in LEVELS}, new))
        by_network = {network: sum(_new(cell)[level] for level in LEVELS) for network, cell in self._networks.items()}
        told = self._several(by_network, new)
        for network, posts in told.items():
            opened = _new(self._networks[network])["opened"]
            self._add(("network", network), posts=posts, opened=opened if opened - posts >= k else 0)
        self._add(("other networks", ""), posts=new - sum(told.values()))

    def _several(self, parts: Mapping[str, int], whole: int) -> dict[str, int]:
        """The parts that may be told apart. One part that is all of it is not told: that is unanimity."""
        told, rest = apart(
            {name: number for name, number in sorted(parts.items(), key=lambda one: (-one[1], one[0])) if number},
            lambda left: (sum(left.values()) + whole - sum(parts.values())) or None,
            lambda number: number >= self._k,
        )
        return told if rest or len(told) > 1 else {}

    def _clicks(self, every: Group) -> None:
        """Clicks on links of colleagues, by team and by network where k people posted."""
        self._tell(("all", ""), every.new, CLICKS)
        told, rest = apart(self._by_team(), self._rest_of_teams, self._clicked)
        for team, group in told.items():
            self._tell(("team", team), group.new, CLICKS)
        if rest:
            self._tell(("other teams", ""), rest.new, CLICKS)
        in_order = sorted(self._networks.items(), key=lambda one: (-one[1].live["clicks"], one[0]))
        networks = {network: self._group([cell], ("network", network)) for network, cell in in_order}
        there, elsewhere = apart(networks, lambda left: self._elsewhere(every, networks, left), self._followed)
        for network, group in there.items():
            self._tell(("network", network), group.new, CLICKS)
        if elsewhere:
            self._tell(("other networks", ""), elsewhere.new, CLICKS)

    def _clicked(self, group: Group) -> bool:
        return group.new["clicks"] >= self._k <= group.live["shared"]

    def _followed(self, group: Group) -> bool:
        return group.new["clicks"] >= self._k <= sum(group.live[level] for level in LEVELS)

    def _elsewhere(self, every: Group, networks: Mapping[str, Group], left: Mapping[str, Group]) -> Group:
        """Everything that is not in the networks told apart, which includes posts whose network nobody knows."""
        told = [group for network, group in networks.items() if network not in left]
        return Group(
            _minus(every.live, (one.live for one in told)), _minus(every.new, (one.new for one in told)), Counter()
        )

    def _by_team(self) -> dict[str, Group]:
        """The teams, the largest first, so that the smallest are folded into the rest."""
        somebody = [cell for cell in self._teams.values() if cell.live["nudged"] or cell.live["asked"]]
        in_order = sorted(somebody, key=lambda cell: (-cell.live["nudged"], cell.team))
        return {cell.team: self._group([cell], ("team", cell.team)) for cell in in_order}

    def _rest_of_teams(self, left: Mapping[str, Group]) -> Group | None:
        """None if there is nobody left."""
        cells = [self._teams[team] for team in left]
        return self._group(cells, ("other teams", "")) if cells else None

    def _group(self, cells: Iterable[BasedCell], where: Where) -> Group:
        several = [*cells]
        live, new = (_sum(one) for one in ((cell.live for cell in several), (_new(cell) for cell in several)))
        return Group(live, new, self._told.get(where, Counter()))

    def _known(self, where: Where) -> int:
        return self._told.get(where, Counter())["shared"]

    def _tell(self, where: Where, numbers: Numbers, names: Iterable[str]) -> None:
        self._news.update(names)
        self._add(where, **{name: numbers[name] for name in names})

    def _add(self, where: Where, **numbers: int) -> None:
        self.rows[where].update(numbers)


def _new(cell: BasedCell) -> Numbers:
    return _minus(cell.live, [cell.base])


def _rebased(cell: BasedCell, names: Iterable[str]) -> BasedCell:
    return cell._replace(base=Counter({**cell.base, **{name: cell.live[name] for name in names}}))


def _sum(several: Iterable[Numbers]) -> Numbers:
    total: Numbers = Counter()
    for one in several:
        total.update(one)
    return total


def _minus(whole: Numbers, parts: Iterable[Numbers]) -> Numbers:
    left = Counter(whole)
    for one in parts:
        left.subtract(one)
    return left
