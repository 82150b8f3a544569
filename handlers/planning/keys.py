"""The keys of the messages that carry nudges."""

from handlers.outbox.kinds import DIGEST, NUDGE
from handlers.registry.messages import Key


def key(nudge_id: str, digest: str, round_: int) -> Key:
    """The key of the message that carries a nudge in this round. After Later it comes back on its own."""
    return DIGEST.key(digest) if digest and round_ == 1 else NUDGE.key(nudge_id, str(round_))
