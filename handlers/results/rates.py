"""Rates with their confidence intervals. Pure.

Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212: of k among
n, with z of the normal curve, (k + z²/2 ± z √(k (n - k) / n + z²/4)) / (n + z²). Within 0 and 1, good for small n.
Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions: comparison of eleven
methods, Statistics in Medicine 17, 873-890, method 10: with the Wilson limits l and u of both rates,
d - √((p₁ - l₁)² + (u₂ - p₂)²) to d + √((u₁ - p₁)² + (p₂ - l₂)²).
"""

from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

LEAST = 30  # a rate out of fewer says nothing
Z = NormalDist().inv_cdf(0.975)  # 95 % lies between -Z and Z

Span = tuple[float, float]


class Rate(NamedTuple):
    """`times` out of `out_of`."""

    times: int
    out_of: int

    @property
    def enough(self) -> bool:
        """Whether there is enough data to show the rate, and it is one."""
        return self.out_of >= LEAST and self.times <= self.out_of

    @property
    def value(self) -> float:
        return self.times / self.out_of if self.out_of else 0.0

    @property
    def span(self) -> Span:
        """The 95 % confidence interval by Wilson; 0 to 1 if there is no data."""
        k, n, z2 = self.times, self.out_of, Z * Z
        if not n:
            return 0.0, 1.0
        middle, half = k + z2 / 2, Z * sqrt(k * (n - k) / n + z2 / 4)
        return max(0.0, (middle - half) / (n + z2)), min(1.0, (middle + half) / (n + z2))


class Difference(NamedTuple):
    """The first rate minus the second."""

    first: Rate
    second: Rate

    @property
    def enough(self) -> bool:
        """Whether there is enough data for both rates."""
        return self.first.enough and self.second.enough

    @property
    def value(self) -> float:
        return self.first.value - self.second.value

    @property
    def span(self) -> Span:
        """The 95 % confidence interval by Newcombe."""
        (low, high), (other_low, other_high) = self.first.span, self.second.span
        one, two = self.first.value, self.second.value
        down, up = hypot(one - low, other_high - two), hypot(high - one, two - other_low)
        return max(-1.0, self.value - down), min(1.0, self.value + up)
