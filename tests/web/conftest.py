"""For tests of the web: a browser for the whole run, and a playground with a scripted Heraut for each test."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.web.company import load
from tests.stages.web.browser import Chromium, chromium
from tests.stages.web.house import House, free_address, web_house
from tests.web.scripted import Clock, Script, ScriptedSharing, picture


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Chromium]:
    with chromium(chromium_path) as running:
        yield running


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
        browser, script.answer, Clock(), sharing, address=address, company=load(), picture=picture
    ) as built:
        yield built
