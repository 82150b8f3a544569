"""What nudges tell others of."""

from collections.abc import Sequence
from typing import NamedTuple

from models import Content, Nudge, Person, Share


class SkipExplained(NamedTuple):
    """Somebody who skipped a nudge said why."""

    nudge: Nudge
    content: Content


class Undone(NamedTuple):
    """An answer is taken back, and what it gave with it. The nudge still has that answer."""

    nudge: Nudge
    content: Content
    person: Person
    shares: Sequence[Share]  # of the nudge, begun and posted
