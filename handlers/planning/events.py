"""The event about planned nudges: they have gone out."""

from collections.abc import Sequence
from typing import NamedTuple


class NudgesWentOut(NamedTuple):
    """Told by nudges: these nudges, as (workspace, id), reached their people. A nudge may be told more than once."""

    nudges: Sequence[tuple[str, str]]
