"""How Heraut speaks: the port to a platform, and what a platform may answer."""

from datetime import datetime
from typing import Protocol

from handlers.core.interaction import Card


class Messenger(Protocol):
    """Sends messages to one platform. Addresses and refs are opaque: only their platform reads them."""

    per_second: float  # messages that one workspace accepts; infinity if there is no limit

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        """Send `card` once; returns a ref for later updates. `mark` identifies the message. Raises the errors below."""

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        """Replace the message that `ref` names with `card`. Raises the errors below."""

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        """The ref of the message with this `mark`; None if it is certainly not there. Also raises CannotTell."""


class Throttled(Exception):
    """Not accepted: the platform asks us to wait `seconds`. With `alone`, for this address only."""

    def __init__(self, seconds: float, *, alone: bool = False) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds
        self.alone = alone


class Undeliverable(Exception):
    """Not accepted, and never will be: malformed, too long, or the recipient is gone."""


class Blocked(Undeliverable):
    """Nothing can be delivered to this address: we are blocked or uninstalled, or the account is deactivated."""


class Revoked(Undeliverable):
    """Nothing can be delivered in this workspace: our token is no longer valid."""


class InDoubt(Exception):
    """Perhaps accepted: a time-out, a dropped connection, a 5xx."""


class CannotTell(Exception):
    """The platform has no way to say whether a message arrived."""
