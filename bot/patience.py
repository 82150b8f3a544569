"""How long people wait for an answer, and the second try that fits into that time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from handlers.core.messenger import Throttled

PATIENCE = 10.0  # seconds: nobody waits longer for an answer
T = TypeVar("T")


async def try_twice(say: Callable[[], Awaitable[T]]) -> T:
    """Once more when the platform asks for a moment, which means that it did not take the first."""
    try:
        return await say()
    except Throttled as throttled:
        if throttled.seconds > PATIENCE:
            raise
        await asyncio.sleep(throttled.seconds)
        return await say()
