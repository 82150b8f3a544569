"""The one server of all platforms, and how it ends."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine

from aiohttp import web


@contextlib.asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Listen until the block ends; the address. Raises OSError where nobody can listen."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        yield site.name
    finally:
        await runner.cleanup()


def freeze() -> None:
    """What is here by now stays: to look through it for garbage again and again holds everybody up, 0.1 s each time."""
    gc.collect()
    gc.freeze()


async def until_stopped(work: Coroutine[None, None, None], ended: Callable[[], None]) -> None:
    """Work until Ctrl+C, or until whoever runs the service says so; what was begun is ended in order."""
    task = asyncio.current_task()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, lambda: task and task.cancel())
    with contextlib.suppress(asyncio.CancelledError):
        await work
    ended()
