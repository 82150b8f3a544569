"""The web while the database is away."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web

from bot.web.company import load
from bot.web.connect import mount_pages, mount_public
from bot.web.playground import Playground
from handlers import answer
from handlers.core.interaction import Interaction
from handlers.core.workspaces import known_workspace
from handlers.registry.feature import features_of
from handlers.registry.surfaces import PageContext
from handlers.sharing.share_page import SharePages
from models.store import Store
from tests.stages.web.house import serving
from tests.store.away import away
from tests.web.scripted import Clock

SHARE, PICTURE = "/share/nobody", "/pictures/nobody/2026-W10.png"


def now() -> datetime:
    return datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
async def http(store: Store, address: str) -> AsyncIterator[ClientSession]:
    """The playground and the public pages, on the real store."""
    company, app = load(), web.Application()
    await store.run(lambda session: known_workspace(session, company.workspace, "web", company.name, now()))

    async def at_the_door(interaction: Interaction):
        return await answer(store, interaction, now())

    mount_public(app, SharePages(store, now), store.well)
    mount_pages(app, features_of(store.info).pages, PageContext(store, now))
    Playground(at_the_door, company, Clock(), address, lambda _: ()).mount(app)
    async with serving(app, address), ClientSession(address) as session:
        yield session


async def status(http: ClientSession, path: str) -> int:
    async with http.get(path) as response:
        return response.status


@pytest.mark.parametrize(
    ("path", "usual"), [(SHARE, 404), (PICTURE, 404), ("/healthz", 200), ("/static/share.css", 200)]
)
async def test_what_needs_the_database_says_503_and_the_rest_goes_on(http, store, path, usual):
    assert await status(http, path) == usual
    async with away(store):
        assert await status(http, path) == (usual if "static" in path else 503)
    assert await status(http, path) == usual


async def test_a_page_that_cannot_be_shown_says_so(http, store):
    async with away(store), http.get(SHARE) as response:
        assert "Please try again in a minute." in await response.text()


async def test_people_who_type_in_the_playground_are_told_and_can_try_again(http, store):
    typed = {"in": "chat", "text": "/heraut join", "key": "0123456789abcdef"}
    async with away(store), http.post("/as/sam/command", data=typed) as response:
        assert "nothing was changed" in await response.text()
    async with http.post("/as/sam/command", data=typed) as response:
        assert "Join" in await response.text()
