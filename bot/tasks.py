"""Work that continues after an acknowledgement, and is finished before the server stops."""

import asyncio
import logging
from collections.abc import Coroutine

log = logging.getLogger("heraut")

LONGEST = 10.0  # seconds that a stopping server waits


class Tasks:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[None, None, None], about: str) -> None:
        """`about` names the work in the log: ids only."""
        task = asyncio.create_task(work, name=about)
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def drain(self, longest: float = LONGEST) -> None:
        """Wait until all work is done, also what is started meanwhile; cancel what takes longer."""
        end = asyncio.get_running_loop().time() + longest
        while self._running and (left := end - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(set(self._running), timeout=left)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            log.warning("cut off: %s", task.get_name())
        elif error := task.exception():
            log.error("failed: %s", task.get_name(), exc_info=error)
