"""Slows down anybody who asks for links that do not exist, and never anybody who follows real ones."""

from ipaddress import IPv6Address, ip_address

BURST = 60.0  # wrong tokens that one source may try at once
BACK = 1.0  # tries that it gets back each second
SOURCES = 10_000


class Guesses:
    """Counted by source, in memory, for the latest SOURCES of them. Times in seconds."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}  # source → tries left, and when that was; the oldest first

    def too_many(self, address: str, now: float) -> bool:
        """Whether this source has no tries left."""
        return self._now(_source(address), now) < 1

    def wrong(self, address: str, now: float) -> None:
        """It asked for a link that does not exist."""
        source = _source(address)
        left = self._now(source, now) - 1
        self._left.pop(source, None)
        self._left[source] = (left, now)
        if len(self._left) > SOURCES:
            del self._left[next(iter(self._left))]

    def _now(self, source: str, now: float) -> float:
        left, since = self._left.get(source, (BURST, now))
        return min(BURST, left + (now - since) * BACK)


def _source(address: str) -> str:
    """For IPv6 its network, in which everybody has as many addresses as they like."""
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    return str(ip) if not isinstance(ip, IPv6Address) else ip.exploded[:19]
