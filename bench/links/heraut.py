"""Heraut's web half without a platform: `python -m bench.links.heraut`."""

import asyncio
from contextlib import AsyncExitStack

from bot import logbook
from bot.program.process import open_heraut
from bot.program.settings import Settings
from bot.server import until_stopped
from bot.web.fetch import Reader


async def live(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        store = settings.open_store(create=True)
        heraut = await open_heraut(stack, store, Reader(), settings.public_url, settings.door, "all")
        await stack.enter_async_context(heraut.serve(settings.host, settings.port))
        heraut.sends = False
        await heraut.begin(stack)
        await asyncio.Event().wait()


if __name__ == "__main__":
    logbook.open_logbook()
    until_stopped(live(Settings()), lambda: None)
