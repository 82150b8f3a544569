"""Heraut in Teams as `app.py run` starts it, but without its pace: `python -m bench.teams.heraut`.

With a real tenant it sends only what Teams allows, 50 a second, and then that limit is all one would measure.
"""

import asyncio
from contextlib import AsyncExitStack

from bot import logbook
from bot.program.process import open_heraut
from bot.program.settings import Settings
from bot.server import until_stopped
from bot.teams.connect import Teams, TeamsSettings
from bot.teams.pace import Pace
from bot.web.fetch import Reader
from handlers.platforms.references import References


async def live(settings: Settings, teams_settings: TeamsSettings) -> None:
    async with AsyncExitStack() as stack:
        store = settings.open_store(create=True)
        heraut = await open_heraut(stack, store, Reader(), settings.public_url, settings.door, "all")
        await heraut.know(teams_settings.workspace, "teams", "Acme")
        book, now = References(heraut.store, heraut.clock.now), heraut.clock.now
        pace = Pace(conversation=(), tenant=())
        teams = await stack.enter_async_context(Teams(teams_settings, heraut.answer, now, book, pace))
        heraut.messengers["teams"] = teams.messenger
        teams.mount(heraut.web)
        await stack.enter_async_context(heraut.serve(settings.host, settings.port))
        await heraut.begin(stack)
        await asyncio.Event().wait()


if __name__ == "__main__":
    found = Settings()
    assert found.teams, "TEAMS_APP_ID and the other Teams settings are not set"
    logbook.open_logbook()
    until_stopped(live(found, found.teams), lambda: None)
