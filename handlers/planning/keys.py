"""The keys of the messages that tell nudges."""

UNASKED = ("nudge", "digest")  # their kinds


def key(nudge_id: str, digest: str, round_: int) -> str:
    """Of the message that tells it in this round; what comes back after Later comes alone."""
    return f"digest:{digest}" if digest and round_ == 1 else f"nudge:{nudge_id}:{round_}"
