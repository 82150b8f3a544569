"""Names that may be registered once only."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")
Name = TypeVar("Name", bound=str)


class Twice(Exception):
    """Two features register the same name: a bug of ours."""


def once(pairs: Iterable[tuple[Name, T]]) -> Mapping[Name, T]:
    """A mapping of these pairs. Raises `Twice` for a name that occurs twice."""
    found: dict[Name, T] = {}
    for name, value in pairs:
        if name in found:
            raise Twice(name)
        found[name] = value
    return found
