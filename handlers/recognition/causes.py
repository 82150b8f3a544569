"""How the ledger names what points are for: `share:TOKEN:0`, `reaction:CONTENT:MOMENT`, `suggestion:ID`."""

from datetime import UTC, datetime
from typing import NamedTuple

from handlers.recognition.rules import KINDS, Kind


class Cause(NamedTuple):
    """What happened, and to what: a share, content, or thanks, by its id."""

    kind: Kind
    id: str
    which: str = ""  # tells what was undone from what came after it

    def encode(self) -> str:
        """As the ledger keeps it. `read_cause` reads it."""
        return ":".join(filter(None, self))


def read_cause(kept: str) -> Cause | None:
    """None for what is no cause."""
    kind, _, about = kept.partition(":")
    id_, _, which = about.partition(":")
    return Cause(kind, id_, which) if kind in KINDS else None


def share_cause(share: str, revision: int) -> str:
    """How the ledger names a share; an undone one that is posted again is another cause."""
    return Cause("share", share, str(revision)).encode()


def reaction_cause(content: str, at: datetime) -> str:
    """How the ledger names a reaction; one that was undone and given again is another cause."""
    return Cause("reaction", content, f"{at.astimezone(UTC):%Y%m%dT%H%M%S%f}").encode()
