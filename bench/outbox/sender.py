"""One process that sends everything waiting, `python -m bench.outbox.sender DATABASE_URL PLATFORM PER_SECOND`.

It works as the program does: on the fastest event loop there is, and with what is loaded out of garbage collection.
"""

import asyncio
import sys

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.server import fastest_loop, freeze
from bot.slack.send import SlackMessenger
from handlers.features import open_store
from handlers.outbox.courier import Courier
from scheduler import Clock


async def send(url: str, platform: str, per_second: float) -> None:
    store, clock = open_store(url), Clock()
    freeze()
    client = AsyncWebClient(token="xoxb-1-bench", base_url=f"{platform}/api/", retry_handlers=[])
    async with aiohttp.ClientSession() as client.session:
        messenger = SlackMessenger(client, "https://heraut.example.com", per_second)
        courier = Courier(store, {"slack": messenger}, clock.now, clock.elapsed)
        quiet = 0
        while quiet < 30:  # another process may have claimed the turns, or they may be held
            quiet = 0 if await courier.deliver() else quiet + 1
            await asyncio.sleep(0.05)
    store.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=fastest_loop) as runner:
        runner.run(send(sys.argv[1], sys.argv[2], float(sys.argv[3])))
