"""Who asks for links that there are not is slowed down; who follows those that there are never is."""

from ipaddress import IPv6Address, ip_address

BURST = 60.0  # wrong tokens that one source may ask for at once
BACK = 1.0  # of them regained each second
SOURCES = 10_000


class Guesses:
    """By source, in memory, and for as long as it is over its limit or close to it. Times in seconds."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}  # source → wrong tokens left, as of when; the oldest first

    def too_many(self, address: str, now: float) -> bool:
        """Whether this source has nothing left to guess with."""
        return self._now(_source(address), now) < 1

    def wrong(self, address: str, now: float) -> None:
        """It has asked for a link that there is not."""
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
    """Of IPv6 the network: everybody has as many addresses in it as they like."""
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    return str(ip) if not isinstance(ip, IPv6Address) else ip.exploded[:19]
