"""Heraut's web half without a platform: `python -m bench.links.heraut`."""

import asyncio
from contextlib import AsyncExitStack

import app
from bot import logbook
from bot.server import until_stopped
from bot.web.fetch import Reader


async def live(settings: app.Settings) -> None:
    async with AsyncExitStack() as stack:
        store = settings.open_store(create=True)
        heraut = await app.open_heraut(stack, store, Reader(), settings.public_url, settings.door, "all")
        await stack.enter_async_context(heraut.serve(settings.host, settings.port))
        heraut.sends = False
        await heraut.begin(stack)
        await asyncio.Event().wait()


if __name__ == "__main__":
    logbook.open_logbook()
    until_stopped(live(app.Settings()), lambda: None)
