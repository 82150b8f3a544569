"""The type of a function that runs work in one transaction, for code that must not know the store."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from models.store import Store

T = TypeVar("T")
Work = Callable[[Session], T]


After = Callable[[Store, datetime], Awaitable[None]]  # what is done once work is committed


class Ask(Protocol):
    """Runs work in one transaction, and then what comes after it."""

    def __call__(self, work: Work[T], after: After | None = None, /) -> T: ...
