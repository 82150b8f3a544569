"""How long a test waits for a platform."""


def patience(kind: str) -> float:
    """Seconds to wait for an answer: few where none comes, and otherwise as many as a busy machine needs."""
    return 2.0 if kind == "hang" else 50.0
