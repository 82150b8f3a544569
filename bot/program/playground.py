"""The playground: Heraut for a made-up company, on loopback."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.program.process import Heraut, open_heraut
from bot.terminal import findings
from bot.terminal.key_place import Place
from bot.web.company import load
from bot.web.feed_fetch import FeedFetcher
from bot.web.fetch import Reader
from bot.web.history import History
from bot.web.playground import Playground
from bot.web.suggestions import suggestions
from handlers.advocates.profiles import Profiles
from handlers.features import open_store
from handlers.links.redirects import door
from scheduler import PlaygroundClock, workday

LOOPBACK = "127.0.0.1"


async def run_playground(port: int, folder: Path, console: Console) -> None:
    """Run the playground until it is stopped. Whatever happened in it is then gone."""
    async with AsyncExitStack() as stack:
        heraut = await open_playground(stack, port, folder, console)
        await heraut.begin(stack)
        console.print(f"\nHeraut's playground: [bold]http://{LOOPBACK}:{port}/[/]  Stop with Ctrl+C.")
        await asyncio.Event().wait()


async def open_playground(stack: AsyncExitStack, port: int, folder: Path, console: Console) -> Heraut:
    """Serve a made-up company with its history, on loopback."""
    company, address = load(), f"http://{LOOPBACK}:{port}"
    url, own = f"sqlite:///{folder / 'playground.db'}", frozenset({(LOOPBACK, port)})
    store = open_store(url, keys=Place(url).open(create=True))
    heraut = await open_heraut(stack, store, Reader(allowed=own), address, door(0), "all")
    feeds = FeedFetcher(allowed=own)
    stack.push_async_callback(feeds.close)
    heraut.rounds.fetch = feeds.fetch
    zone = company.people[0].timezone
    clock = PlaygroundClock(heraut.clock, heraut.rounds, zone)
    told = Profiles(store, clock.now).told
    playground = Playground(heraut.answer, company, clock, address, suggestions(address, company), told)
    heraut.messengers["web"] = playground.messenger
    playground.mount(heraut.web)
    await stack.enter_async_context(heraut.serve(LOOPBACK, port))
    await heraut.know(company.workspace, "web", company.name)
    history = History(playground.dialogue, playground.rooms, address, clock.at, workday(datetime.now(UTC), zone))
    await findings.progress(console, "Some weeks go by at Kievit Wind …", history.tell(), history.days)
    return heraut
