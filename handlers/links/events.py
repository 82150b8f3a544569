"""The event of this folder: links were followed."""

from collections.abc import Sequence
from typing import NamedTuple

from models.link import ClickKind
from models.share import Evidence


class FollowedLink(NamedTuple):
    """A link that was followed, with its share; a link without a share belongs to nobody."""

    token: str
    workspace: str
    content: str
    share: str | None
    network: str
    evidence: Evidence
    team: str
    agreed: bool  # whether its person agreed that clicks count for them
    day: str  # today's date in the workspace's zone


class Judged(NamedTuple):
    """Clicks on one link with the same verdict."""

    link: FollowedLink
    kind: ClickKind
    source: str  # whose crawler it was, if known
    times: int


class Followed(NamedTuple):
    """Links were followed, and the clicks have been counted."""

    judged: Sequence[Judged]
