"""How long a test waits for a platform."""


def patience(kind: str) -> float:
    """Seconds until an answer is given up: few where none comes, else as many as a busy machine needs."""
    return 2.0 if kind == "hang" else 50.0
