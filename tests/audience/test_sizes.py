"""Sizes of groups: no two that champions can read differ by one person, on one day or on two."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from handlers.audience.sizes import ToldSize, people_of_groups, retold
from handlers.core.anonymity import FEWEST, FEWEST_IN_COUNCIL
from models import GroupSize

K = st.sampled_from((FEWEST, FEWEST_IN_COUNCIL))
TEAMS = ("blades", "sales", "legal", "owls")


def groups_of(sizes: tuple[int, ...], k: int) -> list[GroupSize]:
    told = {team: retold(ToldSize(), size, k) for team, size in zip(TEAMS, sizes, strict=True)}
    return [
        GroupSize(kind="team", value=team, label=team, people=one.people, counted=one.counted)
        for team, one in told.items()
    ]


def previews(groups: list[GroupSize], k: int) -> dict[frozenset[str], int]:
    """What the preview tells of every choice of teams."""
    choices = [frozenset(some) for n in range(1, len(TEAMS) + 1) for some in combinations(TEAMS, n)]
    return {choice: people_of_groups(groups, [("team", team) for team in choice], k) for choice in choices}


@given(st.tuples(*[st.integers(0, 40)] * len(TEAMS)), K)
def test_no_two_previews_of_a_day_differ_by_fewer_than_k_people(sizes: tuple[int, ...], k: int):
    told = previews(groups_of(sizes, k), k)
    assert all(one == other or abs(one - other) >= k for one in told.values() for other in told.values())


@given(st.tuples(*[st.integers(0, 40)] * len(TEAMS)), K, st.sampled_from(range(len(TEAMS))))
def test_previews_tell_of_a_team_only_between_which_multiples_of_k_it_is(sizes: tuple[int, ...], k: int, which: int):
    low = sizes[which] - sizes[which] % k
    same = {tuple(low + more if n == which else size for n, size in enumerate(sizes)) for more in range(k)}
    assert len({tuple(previews(groups_of(its, k), k).items()) for its in same}) == 1


@given(st.lists(st.integers(0, 30), min_size=1), K)
def test_a_size_changes_only_by_k_people_or_because_the_group_is_too_small(days: list[int], k: int):
    told = ToldSize()
    for count in days:
        before, told = told, retold(told, count, k)
        assert told.people % k == 0 and (count >= k or not told.people)
        if told != before:
            assert abs(count - before.counted) >= k or (count < k and before.people)


def test_a_group_that_fell_below_k_comes_back_with_k_people_and_not_with_one():
    told, seen = ToldSize(), list[int]()
    for count in (5, 4, 5, 4, 8, 9):
        told = retold(told, count, FEWEST)
        seen.append(told.people)
    assert seen == [5, 0, 0, 0, 0, 5]


@given(st.integers(0, 60))
def test_what_was_told_before_works_council_mode_is_told_in_its_steps(size: int):
    [group, *_] = groups_of((size, 0, 0, 0), FEWEST)
    told = people_of_groups([group], [("team", "blades")], FEWEST_IN_COUNCIL)
    assert told % FEWEST_IN_COUNCIL == 0 and told <= size
