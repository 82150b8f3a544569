"""Simple statistics: intervals of shares, how unevenly something is spread, and bootstrap draws."""

import math
import random
from collections.abc import Sequence

Span = tuple[float, float]
Z = 1.959963984540054  # 95 %
DRAWS = 1000


def wilson(hits: int, of: int) -> Span:
    """The 95 % interval of a share (Wilson's score): honest for few, and never below 0 or above 1."""
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, Z * Z / of
    middle = share + square / 2
    half = Z * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def gini(values: Sequence[float]) -> float:
    """0: everybody has the same; towards 1: one has all."""
    total, many = sum(values), len(values)
    if not total:
        return 0.0
    ranked = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (many * total) - (many + 1) / many


def draws(many: int, seed: int) -> list[list[int]]:
    """1,000 companies, each drawn from the same people by number: some come twice, some not at all."""
    dice = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    return [dice.choices(range(many), k=many) for _ in range(DRAWS)]


def bulk(drawn: Sequence[float]) -> Span:
    """The 95 % interval (bootstrap): without the lowest and the highest 2.5 % of what the drawn companies give."""
    ranked, cut = sorted(drawn), len(drawn) // 40
    return ranked[cut], ranked[-cut - 1]


def middle(values: Sequence[float]) -> float:
    """The median; of nothing, 0."""
    ranked, half = sorted(values), len(values) // 2
    if not ranked:
        return 0.0
    return float(ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2)
