"""Keeps to the rates that Teams documents: four windows for a conversation, and one for the whole tenant."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from handlers.core.messenger import Throttled

CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))  # (messages, seconds)
TENANT = ((50, 1.0),)
MOST = 100_000  # conversations remembered

Windows = tuple[tuple[int, float], ...]


class Pace:
    """`clock` counts seconds and never goes back."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        conversation: Windows = CONVERSATION,
        tenant: Windows = TENANT,
        most: int = MOST,
    ) -> None:
        self._clock = clock
        self._conversation = conversation
        self._tenant = tenant
        self._most = most
        self._all: deque[float] = deque(maxlen=_most(tenant))
        self._by_conversation: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, conversation: str) -> None:
        """Take the turn for one request. Raises Throttled with the seconds until the next turn."""
        now = self._clock()
        said = self._by_conversation.get(conversation) or deque(maxlen=_most(self._conversation))
        alone, everybody = _wait(said, self._conversation, now), _wait(self._all, self._tenant, now)
        if max(alone, everybody) > 0:
            raise Throttled(max(alone, everybody), alone=everybody <= 0)
        said.append(now)
        self._all.append(now)
        self._by_conversation[conversation] = said
        self._by_conversation.move_to_end(conversation)
        while len(self._by_conversation) > self._most:
            self._by_conversation.popitem(last=False)


def _most(windows: Windows) -> int:
    return max((most for most, _ in windows), default=0)


def _wait(said: deque[float], windows: Windows, now: float) -> float:
    """Seconds until every window has room again."""
    return max((said[-most] + seconds - now for most, seconds in windows if len(said) >= most), default=0.0)
