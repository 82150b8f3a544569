"""Fixtures for the web: a browser for the whole run, and a playground with a scripted Heraut for each test."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web

from bot.web.company import load
from bot.web.connect import mount_public
from bot.web.fetch import Reader
from bot.web.playground import Playground
from tests.stages.web.browser import Chromium
from tests.stages.web.house import House, free_address, serving, web_house, well
from tests.support.site import Site
from tests.web.scripted import Clock, Script, ScriptedSharing, mount_picture


@pytest.fixture
def address() -> str:
    return free_address()


@pytest.fixture
def script(address: str) -> Script:
    return Script(address)


@pytest.fixture
def sharing(address: str) -> ScriptedSharing:
    return ScriptedSharing(address)


@pytest.fixture
async def house(browser: Chromium, script: Script, sharing: ScriptedSharing, address: str) -> AsyncIterator[House]:
    async with web_house(
        browser, script.answer, Clock(), sharing, address=address, company=load(), mount=mount_picture
    ) as built:
        yield built


@pytest.fixture
async def playground(script: Script, sharing: ScriptedSharing, address: str) -> AsyncIterator[Playground]:
    built = Playground(script.answer, load(), Clock(), address, lambda _: ("join",))
    app = web.Application()
    mount_public(app, sharing, well)
    built.mount(app)
    async with serving(app, address):
        yield built


@pytest.fixture
async def http(playground: Playground, address: str) -> AsyncIterator[ClientSession]:
    async with ClientSession(address) as session:
        yield session


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    await site.server.start_server()
    yield site
    await site.server.close()


@pytest.fixture
async def reader(site: Site) -> AsyncIterator[Reader]:
    """Allowed on the site's own origin, as the playground is on its own."""
    reader = Reader(frozenset({("127.0.0.1", site.server.port or 0)}), seconds=60)
    yield reader
    await reader.close()
