"""The keys of the messages that tell nudges."""

from handlers.outbox.kinds import DIGEST, NUDGE


def key(nudge_id: str, digest: str, round_: int) -> str:
    """The key of the message that tells it in this round; what comes back after Later comes alone."""
    return f"{DIGEST.name}:{digest}" if digest and round_ == 1 else f"{NUDGE.name}:{nudge_id}:{round_}"
