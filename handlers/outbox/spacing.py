"""No more beginnings in any second than a platform takes, however late some of them come."""

import asyncio
import math
from collections import deque
from collections.abc import Callable

SECOND = 1.02  # a little more than one: on their way some catch up with others


class Spacing:
    """Of one workspace, in one process: what was held up for a moment does not come together with what follows.

    `elapsed` gives seconds that only ever grow.
    """

    def __init__(self, per_second: float, elapsed: Callable[[], float]) -> None:
        most = max(1, math.floor(per_second))
        self._elapsed = elapsed
        self._begun: deque[float] = deque(maxlen=most)
        self._apart = SECOND * most / per_second
        self._turn = asyncio.Lock()

    async def turn(self) -> None:
        """Until one more may begin, in the order in which they came; it counts from then."""
        async with self._turn:
            await asyncio.sleep(self.wait(self._elapsed()))
            self.begin(self._elapsed())

    def wait(self, now: float) -> float:
        """Seconds until one more may begin."""
        full = len(self._begun) == self._begun.maxlen
        return max(0.0, self._begun[0] + self._apart - now) if full else 0.0

    def begin(self, now: float) -> None:
        self._begun.append(now)
