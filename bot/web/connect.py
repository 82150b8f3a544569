"""Connects the web: the pages that every mode serves."""

from collections.abc import Iterable

from aiohttp import web

from bot.web.links import Links
from bot.web.pages import routes
from bot.web.public import Health, Public, healthz
from bot.web.share import Share, Sharing
from handlers.links.redirects import LinkRedirects
from handlers.registry.surfaces import PageContext, WebPage


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
