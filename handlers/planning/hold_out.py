"""Drawing lots: some of those whom content fits are not nudged with it, so that one sees what nudging does."""

from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy.orm import Session

from handlers.content.offers import Offer
from handlers.core.signing import secret_of


def held_out(secret: str, content: str, person: str, per_cent: int) -> bool:
    """By lot, for as long as the content lives, and for each content anew; nobody without the secret can tell."""
    lot = blake2b(f"{content}\n{person}".encode(), digest_size=8, key=bytes.fromhex(secret)).digest()
    return int.from_bytes(lot) % 100 < per_cent


class Lots:
    """Of the offers of a workspace. What is urgent is held back from nobody."""

    def __init__(self, session: Session, workspace: str, offers: Iterable[Offer]) -> None:
        self._drawn = [offer for offer in offers if offer.hold_out and offer.urgent_at is None]
        self._secret = secret_of(session, workspace) if self._drawn else ""

    def held_out(self, person: str) -> set[str]:
        """The content that the planner leaves this person out from, as long as it lives."""
        return {one.id for one in self._drawn if held_out(self._secret, one.id, person, one.hold_out)}
