"""Packets of figures: whatever happens, no number, difference or rest in them is about fewer than k people."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.figures.packets import LEVELS, BasedCell, Numbers, Where, packet
from models.total import COUNTS

TEAMS, NETWORKS = ("Lens", "Base", ""), ("linkedin", "x", "")
Person = tuple[str, str, int]  # team, network, what they do: 0 nothing, 1 open, 2 share, 3 share and be followed
people = st.lists(
    st.tuples(st.sampled_from(TEAMS), st.sampled_from(NETWORKS), st.integers(0, 3)), min_size=0, max_size=40
)
days = st.lists(st.tuples(people, st.lists(st.integers(0, 200), max_size=12)), min_size=1, max_size=4)
fewest = st.sampled_from((5, 8))


class Play:
    """One piece of content over some days: people are nudged, and go further on a later day."""

    def __init__(self, k: int) -> None:
        self.k = k
        self.everybody: list[Person] = []
        self.base: dict[tuple[str, str], Numbers] = {}
        self.told: dict[Where, Numbers] = defaultdict(Counter)
        self.packets: list[Mapping[Where, Numbers]] = []

    def day(self, newcomers: Iterable[Person], moves: Iterable[int], strangers: int = 0) -> None:
        self.everybody.extend(newcomers)
        for move in moves:
            if self.everybody:
                place = move % len(self.everybody)
                team, network, done = self.everybody[place]
                self.everybody[place] = (team, network, min(3, done + 1))
        live = self._live(strangers)
        made = packet(
            [BasedCell(*where, n, self.base.get(where, Counter())) for where, n in live.items()], self.told, self.k
        )
        if made.rows:
            self.base = {(cell.team, cell.network): cell.base for cell in made.cells}
            self.packets.append(made.rows)
            for where, numbers in made.rows.items():
                self.told[where].update(numbers)

    def _live(self, strangers: int) -> Mapping[tuple[str, str], Numbers]:
        live: dict[tuple[str, str], Numbers] = defaultdict(Counter)
        for team, network, done in self.everybody:
            posts, clicks = int(done >= 2), 3 * (done == 3)
            its = Counter(nudged=1, opened=int(done >= 1), shared=posts, posts_claimed=posts, clicks=clicks)
            live[team, ""].update(its)
            if network:
                live["", network].update(Counter(opened=int(done >= 1), posts_claimed=posts, clicks=clicks))
        if strangers:
            live["", ""].update(Counter(clicks=strangers))
            live["", "qr"].update(Counter(clicks=strangers))
        return live


def sums(packets: Sequence[Mapping[Where, Numbers]]) -> Iterator[tuple[Where, Numbers]]:
    """The sum of each run of packets, by row: what anybody can see or work out between two days."""
    for first, last in combinations(range(len(packets) + 1), 2):
        total: dict[Where, Numbers] = defaultdict(Counter)
        for rows in packets[first:last]:
            for where, numbers in rows.items():
                total[where].update(numbers)
        yield from total.items()


@given(days, fewest)
def test_no_figure_and_no_difference_of_two_days_is_about_a_few(history, k: int):
    play = Play(k)
    for newcomers, moves in history:
        play.day(newcomers, moves)
    assert all(number == 0 or number >= k for _, numbers in sums(play.packets) for number in numbers.values())


@given(days, fewest)
def test_parts_add_up_to_all_and_what_a_part_leaves_over_is_not_a_few(history, k: int):
    play = Play(k)
    for newcomers, moves in history:
        play.day(newcomers, moves)
    for rows in play.packets:
        for names, group in (("nudged shared clicks", "team"), ("posts clicks", "network")):
            for name in names.split():
                parts = [numbers[name] for (part, _), numbers in rows.items() if group in part]
                every = rows["all", ""][name]
                assert sum(parts) == every
                assert all(every - part == 0 or every - part >= k for part in parts)


@given(days, fewest)
def test_those_who_did_not_share_are_k_people_too(history, k: int):
    play = Play(k)
    for newcomers, moves in history:
        play.day(newcomers, moves)
    for (part, _), its in play.told.items():
        if part in ("all", "team") and its["shared"]:
            assert its["nudged"] - its["shared"] >= k
        if part == "all" and its["opened"]:
            assert its["opened_of"] - its["opened"] >= k


@pytest.mark.parametrize("shared", [0, 1, 4, 8, 12])
def test_a_few_sharers_and_a_few_others_are_not_told(shared: int):
    play = Play(5)
    play.day([("Lens", "x", 3)] * shared + [("Lens", "x", 0)] * (12 - shared), ())
    assert play.packets == []


def test_clicks_on_one_persons_post_are_not_told_in_any_way():
    play = Play(5)
    play.day([("Lens", "x", 0)] * 11 + [("Lens", "x", 3)], ())
    assert play.packets == []


def test_one_press_more_changes_nothing_and_five_do():
    play = Play(5)
    play.day([("Lens", "x", 2)] * 6 + [("Lens", "x", 0)] * 20, ())
    play.day((), [6, 6])
    play.day((), [7, 7, 8, 8, 9, 9])
    assert [rows["all", ""]["shared"] for rows in play.packets] == [6]
    play.day((), [10, 10])
    assert [rows["all", ""]["shared"] for rows in play.packets] == [6, 5]


def test_a_team_of_which_nobody_shared_is_not_told_apart_from_one_of_which_somebody_did():
    play = Play(5)
    play.day([("Lens", "x", 2)] * 7 + [("Lens", "x", 0)] * 9 + [("Base", "x", 0)], ())
    assert {where for where in play.packets[0] if "team" in where[0]} == {("other teams", "")}


def test_what_was_folded_into_the_rest_stays_there():
    play = Play(5)
    lens = [("Lens", "x", 2)] * 6 + [("Lens", "x", 0)] * 14
    play.day([*lens, *[("Base", "x", 2)] * 3, *[("Base", "x", 0)] * 14], ())
    assert ("team", "Base") not in play.packets[0] and ("team", "Lens") not in play.packets[0]
    play.day((), [number for place in (6, 7, 8, 9, 10, 23, 24, 25, 26, 27) for number in (place, place)])
    told = play.packets[1]
    assert {key: told[key]["shared"] for key in told if key[0] == "team"} == {}  # no nudges of theirs were told
    assert told["other teams", ""]["shared"] == 10


def test_links_of_nobody_count_on_their_own():
    play = Play(5)
    play.day([("Lens", "x", 0)] * 3, (), strangers=9)
    assert play.packets == [{("network", "qr"): Counter(clicks=9), ("all", ""): Counter(clicks=9)}]
    assert play.base["", ""]["clicks"] == 0


def test_levels_and_counts_are_those_of_the_totals():
    assert {*LEVELS} < {*COUNTS}
