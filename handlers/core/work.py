"""How whoever may not know the store has work done in it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")
Work = Callable[[Session], T]


class Ask(Protocol):
    """Runs work in one transaction."""

    def __call__(self, work: Work[T], /) -> T: ...
