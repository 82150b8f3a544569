"""The HTTP server that all platforms share, and how it stops."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine

from aiohttp import web


def fastest_loop() -> asyncio.AbstractEventLoop:
    """A new event loop of uvloop, which is not made for Windows, or asyncio's own."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


@contextlib.asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Listen until the block ends, and yield the address. Raises OSError when the port cannot be opened."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        yield site.name
    finally:
        await runner.cleanup()


def freeze() -> None:
    """Take all that is loaded by now out of garbage collection: each pass over it would stop everybody for 0.1 s.

    From then on there is a pass for each 10,000 new objects, and not for 700, which a few presses make.
    """
    if gc.isenabled():  # it is off while `run` starts: that leaves 2,000 objects, and finding them takes 0.15 s
        gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


def until_stopped(work: Coroutine[None, None, None], ended: Callable[[], None]) -> None:
    """Work until Ctrl+C or SIGTERM, on the fastest event loop there is, then shut down in order."""
    with asyncio.Runner(loop_factory=fastest_loop) as runner:
        runner.run(_until_stopped(work))
    ended()


async def _until_stopped(work: Coroutine[None, None, None]) -> None:
    task = asyncio.current_task()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, lambda: task and task.cancel())
    with contextlib.suppress(asyncio.CancelledError):
        await work
