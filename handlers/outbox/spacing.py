"""Space out calls, so that no second has more than a platform accepts, even if some were delayed."""

import asyncio
import math
from collections import deque
from collections.abc import Callable

SECOND = 1.02  # a little more than one, because on the network some catch up with others


class Spacing:
    """Spaces out the calls for one workspace in one process. Delayed calls do not bunch up with the next ones.

    `elapsed` returns monotonic seconds.
    """

    def __init__(self, per_second: float, elapsed: Callable[[], float]) -> None:
        most = max(1, math.floor(per_second))
        self._elapsed = elapsed
        self._begun: deque[float] = deque(maxlen=most)
        self._apart = SECOND * most / per_second
        self._turn = asyncio.Lock()

    async def turn(self) -> None:
        """Wait until one more call may begin, first come, first served; it counts from then."""
        async with self._turn:
            await asyncio.sleep(self.wait(self._elapsed()))
            self.begin(self._elapsed())

    def wait(self, now: float) -> float:
        """Seconds until one more call may begin."""
        full = len(self._begun) == self._begun.maxlen
        return max(0.0, self._begun[0] + self._apart - now) if full else 0.0

    def begin(self, now: float) -> None:
        self._begun.append(now)
