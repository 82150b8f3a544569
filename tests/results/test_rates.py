"""Intervals as Wilson and Newcombe computed them, and properties that hold for any figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.results.rates import LEAST, Difference, Rate

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))

# Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 857-872.
ONE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# Newcombe (1998), as in the docstring, table II, method 10.
TWO = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0),
]


@pytest.mark.parametrize(("k", "n", "low", "high"), ONE)
def test_a_rate_matches_the_literature(k, n, low, high):
    assert Rate(k, n).span == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("one", "two", "low", "high"), TWO)
def test_a_difference_matches_the_literature(one, two, low, high):
    assert Difference(Rate(*one), Rate(*two)).span == pytest.approx((low, high), abs=6e-5)


@given(counts)
def test_a_rate_is_inside_its_interval_and_that_is_between_none_and_all(of):
    rate = Rate(*of)
    low, high = rate.span
    assert 0 <= low <= rate.value + 1e-12 and rate.value - 1e-12 <= high <= 1


@given(counts)
def test_the_interval_of_the_complement_mirrors_that_of_the_rate(of):
    k, n = of
    low, high = Rate(k, n).span
    assert Rate(n - k, n).span == pytest.approx((1 - high, 1 - low))


@given(counts, st.integers(2, 50))
def test_more_data_makes_the_interval_narrower(of, times):
    k, n = of
    (low, high), (lower, higher) = Rate(k * times, n * times).span, Rate(k, n).span
    assert high - low < higher - lower


@given(counts, counts)
def test_swapping_the_groups_negates_the_difference(one, two):
    there, back = Difference(Rate(*one), Rate(*two)), Difference(Rate(*two), Rate(*one))
    assert back.value == pytest.approx(-there.value)
    assert back.span == pytest.approx((-there.span[1], -there.span[0]))
    assert there.span[0] <= there.value <= there.span[1]


def test_out_of_fewer_than_thirty_there_is_no_rate():
    assert [Rate(1, n).enough for n in (0, LEAST - 1, LEAST)] == [False, False, True]
    assert Rate(0, 0).span == (0.0, 1.0)
    assert Rate(0, 0).value == 0
    assert not Difference(Rate(9, 300), Rate(1, 29)).enough
