"""Connects Teams: on the same server and event loop as everything else."""

from typing import Self

from aiohttp import web

from bot.door import guard
from bot.teams.check import MESSAGES
from bot.teams.connector import Connector
from bot.teams.door import Admitted, Door
from bot.teams.http import Http
from bot.teams.keys import Keys
from bot.teams.listen import Listener
from bot.teams.pace import Pace
from bot.teams.people import People
from bot.teams.references import AddressBook, References
from bot.teams.send import TeamsMessenger
from bot.teams.settings import TeamsSettings
from bot.teams.talk import Talk
from bot.teams.tokens import Tokens
from handlers.core.interaction import Answer, Now

__all__ = ["MESSAGES", "Teams", "TeamsSettings"]


class Teams:
    def __init__(
        self, settings: TeamsSettings, answer: Answer, now: Now, references: References, pace: Pace | None = None
    ) -> None:
        self.settings = settings
        self._http = Http()
        self._keys = Keys(self._http, settings.openid_url, now)
        book = AddressBook(references, settings.workspace)
        connector = Connector(self._http, Tokens(self._http, settings, now), settings, pace or Pace())
        self.messenger = TeamsMessenger(connector, book, settings.public_url)
        self._talk = Talk(self.messenger)
        people = People(connector, book, settings, now)
        self._listener = Listener(answer, book, people, self._talk, settings)
        self._door = Door(settings, self._keys, now)

    def mount(self, web_app: web.Application) -> None:
        """One URL for everything that Teams sends."""
        web_app.router.add_post(MESSAGES, guard(self._door, self._receive))

    async def _receive(self, admitted: Admitted) -> web.Response:
        return await self._listener.receive(admitted.activity)

    async def settle(self) -> None:
        """Wait until everything received is answered."""
        await self._talk.tasks.drain()

    async def __aenter__(self) -> Self:
        """Opens nothing yet: Microsoft may be down, and Heraut must be ready to listen when it is back."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Says what is left to say, and closes the connections."""
        await self._talk.tasks.drain()
        await self._keys.stop()
        await self._http.close()
