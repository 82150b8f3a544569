"""Hold-outs: some people drawn by lot are not nudged with a piece of content, to measure what nudging does."""

from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy.orm import Session

from handlers.content.offers import Offer
from handlers.encryption.signatures import secret_of
from handlers.members.council import is_on


def held_out(secret: str, content: str, person: str, per_cent: int) -> bool:
    """Whether this person is held out: a fixed lot per piece of content and person, which depends on the secret."""
    lot = blake2b(f"{content}\n{person}".encode(), digest_size=8, key=bytes.fromhex(secret)).digest()
    return int.from_bytes(lot) % 100 < per_cent


class Lots:
    """The lots for the offers of a workspace. Nobody is held out from urgent content, or in works-council mode."""

    def __init__(self, session: Session, workspace: str, offers: Iterable[Offer]) -> None:
        drawn = [offer for offer in offers if offer.hold_out and offer.urgent_at is None]
        self._drawn = [] if drawn and is_on(session, workspace) else drawn
        self._secret = secret_of(session, workspace) if self._drawn else ""

    def held_out(self, person: str) -> set[str]:
        """Ids of the content that the planner does not offer to this person."""
        if not self._drawn:
            return set()
        return {one.id for one in self._drawn if held_out(self._secret, one.id, person, one.hold_out)}
