"""Plain statistics: known values, and properties that hold for any numbers."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.simulate.statistics import bulk, draws, gini, middle, wilson

COUNTS = st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
AMOUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("hits", "of", "span"),
    [(0, 10, (0, 0.2775)), (10, 20, (0.2993, 0.7007)), (81, 263, (0.2553, 0.3662)), (29, 29, (0.8830, 1))],
)
def test_wilsons_intervals_match_the_books(hits: int, of: int, span: tuple[float, float]):
    assert wilson(hits, of) == pytest.approx(span, abs=5e-5)


@given(COUNTS)
def test_an_interval_has_its_share_inside_and_stays_a_share(counts: tuple[int, int]):
    hits, of = counts
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of + 1e-12 and hits / of - 1e-12 <= high <= 1


@given(COUNTS)
def test_more_data_makes_an_interval_narrower_and_the_other_side_mirrors_it(counts: tuple[int, int]):
    hits, of = counts
    low, high = wilson(hits, of)
    more = wilson(4 * hits, 4 * of)
    assert more[1] - more[0] < high - low
    assert wilson(of - hits, of) == pytest.approx((1 - high, 1 - low))


def test_without_data_anything_may_be_true():
    assert wilson(0, 0) == (0, 1)
    assert middle([]) == gini([]) == gini([0, 0]) == 0


@pytest.mark.parametrize(
    ("values", "known"),
    [([5, 5, 5, 5], 0), ([1, 2, 3, 4], 0.25), ([0, 0, 0, 1], 0.75), ([1, 1, 2], 1 / 6), ([0] * 99 + [7], 0.99)],
)
def test_gini_matches_the_books(values: list[float], known: float):
    assert gini(values) == pytest.approx(known)


@given(AMOUNTS, st.integers(1, 50), st.randoms())
def test_gini_depends_on_neither_order_nor_currency(values: list[int], times: int, shuffle: random.Random):
    other = [value * times for value in values]
    shuffle.shuffle(other)
    assert gini(other) == pytest.approx(gini(values))
    assert gini(values) + 1e-12 >= 0 and gini(values) < 1


@given(AMOUNTS)
def test_gini_is_half_the_mean_difference_of_two_people(values: list[int]):
    apart = sum(abs(one - other) for one in values for other in values)
    total = sum(values)
    assert gini(values) == pytest.approx(apart / (2 * len(values) * total) if total else 0)


@given(AMOUNTS)
def test_half_lie_on_either_side_of_the_middle(values: list[int]):
    median = middle(values)
    assert sum(value < median for value in values) <= len(values) / 2 >= sum(value > median for value in values)


def test_a_bootstrap_finds_how_far_off_a_mean_may_be():
    dice = random.Random(3)
    values = [dice.gauss(10, 2) for _ in range(400)]
    low, high = bulk([sum(values[i] for i in drawn) / 400 for drawn in draws(400, 1)])
    error = 1.96 * 2 / math.sqrt(400)
    assert (low, high) == pytest.approx((10 - error, 10 + error), abs=0.2)
    assert high - low == pytest.approx(2 * error, rel=0.15)


def test_the_same_seed_draws_the_same_companies():
    assert draws(9, 1) == draws(9, 1) != draws(9, 2)
