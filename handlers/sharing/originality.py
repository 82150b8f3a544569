"""Whether a text is nearly another one: by the runs of three words that both have, counted here and nowhere else."""

import re
from collections.abc import Iterable
from functools import lru_cache

RUN = 3
# More in common than not. Of twenty words, two changed in different places make 0.5; and who adds as much of
# their own as they took is below it, for that is what is hoped for.
NEAR = 0.5
FEWEST = 4  # words: fewer are nobody's own
ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"\w+")

Runs = frozenset[tuple[str, ...]]


def near(text: str, others: Iterable[str]) -> bool:
    """Whether `text` is a near copy of one of the others."""
    mine = runs(text)
    return bool(mine) and any(likeness(mine, runs(other)) >= NEAR for other in others)


def likeness(mine: Runs, theirs: Runs) -> float:
    """From 0 to 1: the runs in both, of those in either (Jaccard)."""
    both = len(mine & theirs)
    return both / (len(mine) + len(theirs) - both) if both else 0.0


@lru_cache(maxsize=1000)  # what colleagues posted is compared with again and again
def runs(text: str) -> Runs:
    """Case, marks and addresses do not count; none of a text that is too short to tell."""
    words = WORD.findall(ADDRESS.sub(" ", text).casefold())
    if len(words) < FEWEST:
        return frozenset()
    return frozenset(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))
