"""The ledger's names for what points are for: `share:TOKEN:0`, `reaction:CONTENT:MOMENT`, `course:NAME`."""

from datetime import UTC, datetime
from typing import NamedTuple

from handlers.recognition.rules import KINDS, Kind


class Cause(NamedTuple):
    """The kind of event, and the id of the share, content or thanks."""

    kind: Kind
    id: str
    which: str = ""  # tells an undone event from a later one with the same id

    def encode(self) -> str:
        """The text in the ledger. `read_cause` reads it back."""
        return ":".join(filter(None, self))


def read_cause(kept: str) -> Cause | None:
    """The cause from its text in the ledger; None if it is not one."""
    kind, _, about = kept.partition(":")
    id_, _, which = about.partition(":")
    return Cause(kind, id_, which) if kind in KINDS else None


def share_cause(share: str, revision: int) -> str:
    """The cause of a share. A share that is posted again after an undo has a new revision, so a new cause."""
    return Cause("share", share, str(revision)).encode()


def reaction_cause(content: str, at: datetime) -> str:
    """The cause of a reaction. A reaction that is given again after an undo has a new moment, so a new cause."""
    return Cause("reaction", content, f"{at.astimezone(UTC):%Y%m%dT%H%M%S%f}").encode()
