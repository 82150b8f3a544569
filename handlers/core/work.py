"""The type of a function that runs work in one transaction, for code that must not know the store."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")
Work = Callable[[Session], T]


class Ask(Protocol):
    """Runs work in one transaction."""

    def __call__(self, work: Work[T], /) -> T: ...
