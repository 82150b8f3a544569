"""A process that counts clicks, to be killed: `python -m tests.links.worker DATABASE_URL PORT`."""

import asyncio
import sys
import time
from datetime import UTC, datetime

from aiohttp import web

from bot.logbook import open_logbook
from bot.server import serving, until_stopped
from bot.web.connect import mount_links
from handlers.features import open_store
from handlers.links.redirects import LinkRedirects, door


async def serve(url: str, port: int) -> None:
    app, store = web.Application(), open_store(url)
    mount_links(app, LinkRedirects(store, lambda: datetime.now(UTC), time.monotonic, door(1)))
    async with serving(app, "127.0.0.1", port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    open_logbook()
    until_stopped(serve(sys.argv[1], int(sys.argv[2])), lambda: print("stopped"))
