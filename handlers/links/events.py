"""What links tell others of."""

from collections.abc import Sequence
from typing import NamedTuple

from models.link import ClickKind
from models.share import Evidence


class Led(NamedTuple):
    """A link that somebody opened, and whose it is; without a share it is nobody's."""

    token: str
    workspace: str
    content: str
    share: str | None
    network: str
    evidence: Evidence
    team: str
    hers: bool  # whether what happens at it counts for the person who shared
    day: str  # where the workspace is


class Judged(NamedTuple):
    """How those who came to a link were judged, and how many they were."""

    link: Led
    kind: ClickKind
    source: str  # whose machine it was, where that is known
    times: int


class Followed(NamedTuple):
    """Links were followed, and the clicks are counted."""

    judged: Sequence[Judged]
