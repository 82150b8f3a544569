"""Connects the web: the playground, and the pages that every mode serves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.web.articles import Articles
from bot.web.company import Company
from bot.web.dialogue import Dialogue
from bot.web.events import Events
from bot.web.guard import loopback_only
from bot.web.links import Links
from bot.web.listen import Listener, Step, Suggest
from bot.web.pages import routes
from bot.web.public import Health, Public, healthz
from bot.web.rooms import Rooms
from bot.web.share import Share, Sharing
from bot.web.suggestions import suggestions
from handlers.core.interaction import Answer, Messenger
from handlers.links.redirects import LinkRedirects
from handlers.registry.surfaces import PageContext, WebPage

__all__ = ["Clock", "Playground", "mount_health", "mount_links", "mount_pages", "mount_public", "suggestions"]


class Clock(Protocol):
    """The time of the playground. Moving it forward runs everything that becomes due on the way."""

    def now(self) -> datetime:
        """Aware, UTC."""

    async def forward(self, step: Step, /) -> None:
        """An hour, a day, or to the morning of next Monday."""


def mount_public(app: web.Application, sharing: Sharing, health: Health) -> None:
    """The share page, health, style sheets and scripts: for people on every platform."""
    app.add_routes([*Public(health).routes(), *Share(sharing).routes()])


def mount_links(app: web.Application, following: LinkRedirects) -> None:
    """Tracked links, which anybody may follow."""
    Links(following).mount(app)


def mount_pages(app: web.Application, pages: Iterable[WebPage], context: PageContext) -> None:
    """Mount the pages and files of all features."""
    app.add_routes(routes(pages, context))


def mount_health(app: web.Application, health: Health) -> None:
    """Health alone: for a process that does not listen to people."""
    app.add_routes([healthz(health)])


class Playground:
    """Heraut's third platform: one company's conversations in memory, and a page for the person you choose to be."""

    def __init__(self, answer: Answer, company: Company, clock: Clock, address: str, suggest: Suggest) -> None:
        self.rooms = Rooms(company, clock.now)
        self.dialogue = Dialogue(answer, self.rooms)
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
