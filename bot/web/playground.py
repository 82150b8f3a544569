"""The playground: a page on which you choose who you are."""

from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.web.articles import Articles
from bot.web.company import Company
from bot.web.dialogue import Dialogue, Told
from bot.web.events import Events
from bot.web.guard import loopback_only
from bot.web.listen import Listener, Step, Suggest
from bot.web.rooms import Rooms
from handlers.core.interaction import Actor, Answer
from handlers.core.messenger import Messenger


class Clock(Protocol):
    """The time of the playground. Moving it forward runs everything that becomes due on the way."""

    def now(self) -> datetime:
        """Aware, UTC."""

    async def forward(self, step: Step, /) -> None:
        """An hour, a day, or to the morning of next Monday."""


async def _nobody(actor: Actor) -> None:
    """Keeps nothing."""


class Playground:
    """Heraut's third platform: one company's conversations in memory, and a page for the person you choose to be."""

    def __init__(
        self, answer: Answer, company: Company, clock: Clock, address: str, suggest: Suggest, told: Told = _nobody
    ) -> None:
        self.rooms = Rooms(company, clock.now)
        self.dialogue = Dialogue(answer, self.rooms, told)
        self.messenger: Messenger = self.rooms
        listener = Listener(self.dialogue, clock, suggest, address)
        self._routes = [
            *listener.routes(),
            *Events(self.rooms, listener).routes(),
            *Articles(company, address).routes(),
        ]

    def mount(self, app: web.Application) -> None:
        """Its routes, behind its own door: from now on the whole application answers to loopback names only."""
        app.middlewares.append(loopback_only)
        app.add_routes(self._routes)
        app.on_shutdown.append(self._close)

    async def _close(self, app: web.Application) -> None:
        self.rooms.close()
