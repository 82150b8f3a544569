"""The keys of the messages that carry nudges."""

from handlers.outbox.kinds import DIGEST, NUDGE


def key(nudge_id: str, digest: str, round_: int) -> str:
    """The key of the message that carries a nudge in this round. After Later it comes back on its own."""
    return f"{DIGEST.name}:{digest}" if digest and round_ == 1 else f"{NUDGE.name}:{nudge_id}:{round_}"
