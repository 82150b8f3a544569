"""The pages of all features over HTTP, for an office."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import update

from bot.web.connect import mount_pages
from bot.web.public import Public
from handlers.registry.feature import features_of
from handlers.registry.surfaces import PageContext
from models import Workspace
from tests.support.office import Office


@asynccontextmanager
async def pages_of(office: Office) -> AsyncIterator[ClientSession]:
    """A browser without scripts, at the public address of an office."""
    app, context = web.Application(), PageContext(office.store, lambda: office.now)
    app.add_routes(Public(office.store.well).routes())
    mount_pages(app, features_of(office.store.info).pages, context)
    await office.store.run(lambda session: session.execute(update(Workspace).values(address="https://heraut.example")))
    async with TestServer(app) as server, ClientSession(server.make_url("")) as session:
        yield session
