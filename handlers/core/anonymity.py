"""The one rule about figures: every part, and what is left of the whole, has k people. Pure, but for `fewest_of`."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy.orm import Session

from models import Workspace
from models.prepared import get

FEWEST = 5  # people; k
FEWEST_IN_COUNCIL = 8  # in works-council mode

Name = TypeVar("Name", bound=str)
Part = TypeVar("Part")


def fewest(workspace: Workspace) -> int:
    """k: how many people a figure is about at least."""
    return FEWEST_IN_COUNCIL if workspace.council_at else FEWEST


def fewest_of(session: Session, workspace: str) -> int:
    """k of the workspace with this id."""
    row = get(session, Workspace, workspace)
    return fewest(row) if row else FEWEST


def splits(part: int, whole: int, k: int) -> bool:
    """Whether it may be told that `part` of `whole` people did something.

    Both they and the others are k people at least. So "nobody" and "everybody" are not told either.
    """
    return part >= k and whole - part >= k


def rounded(people: int, k: int) -> int:
    """The largest multiple of k that is not above the number; 0 for fewer than k people."""
    return people - people % k


def apart(
    parts: Mapping[Name, Part], rest_of: Callable[[Mapping[Name, Part]], Part | None], safe: Callable[[Part], bool]
) -> tuple[dict[Name, Part], Part | None]:
    """The parts that may be told apart, and what is left over, which may be told too, or is None.

    `rest_of`: the sum of some parts; None if nothing is in them. What is left over is safe as well: a part is
    subtracted from the total as easily as it is read. The safe parts are folded into it, the last first, until it is.
    """
    told = {key: part for key, part in parts.items() if safe(part)}
    while True:
        rest = rest_of({key: part for key, part in parts.items() if key not in told})
        if rest is None or safe(rest) or not told:
            return told, rest
        told.popitem()
