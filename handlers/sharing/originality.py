"""Whether a text is nearly the same as another, by the runs of three words that they share."""

import re
from collections.abc import Iterable
from functools import lru_cache

RUN = 3
# More in common than not. Changing two of twenty words in different places gives 0.5. A text that adds as
# many words of its own as it takes stays below it, because that is what we hope for.
NEAR = 0.5
FEWEST = 4  # words: anything shorter is nobody's own
ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"\w+")

Runs = frozenset[tuple[str, ...]]


def near(text: str, others: Iterable[str]) -> bool:
    """Whether `text` is a near copy of one of the others."""
    mine = word_runs(text)
    return bool(mine) and any(likeness(mine, word_runs(other)) >= NEAR for other in others)


def likeness(mine: Runs, theirs: Runs) -> float:
    """The Jaccard index of two sets of runs, from 0 to 1: the runs in both, divided by those in either."""
    both = len(mine & theirs)
    return both / (len(mine) + len(theirs) - both) if both else 0.0


@lru_cache(maxsize=1000)  # colleagues' posts are compared many times
def word_runs(text: str) -> Runs:
    """The runs of three words, ignoring case, punctuation and addresses. Empty for a text too short to compare."""
    words = WORD.findall(ADDRESS.sub(" ", text).casefold())
    if len(words) < FEWEST:
        return frozenset()
    return frozenset(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))
