"""What a feature offers people in place of content, within the same attention budget."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session


class Instead(NamedTuple):
    """Asked by the plan, for many people of one workspace at a time."""

    # When it was offered before, maybe never, to those of these people who could be offered it at all.
    told: Callable[[Session, str, Collection[str]], Mapping[str, Sequence[datetime]]]
    # Given the moment of each person's turn: queues its message, and returns those for whom there was one.
    offer: Callable[[Session, str, Mapping[str, datetime], datetime], Collection[str]]
