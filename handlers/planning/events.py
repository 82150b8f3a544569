"""What is told of nudges that were planned."""

from collections.abc import Sequence
from typing import NamedTuple


class NudgesWentOut(NamedTuple):
    """Told by nudges: these reached their people, in (workspace, id). May be told again of the same nudge."""

    nudges: Sequence[tuple[str, str]]
