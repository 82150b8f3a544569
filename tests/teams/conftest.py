"""A clock, Anna and Bram in Teams, a sender alone, and Microsoft's own renderer at each width and theme."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import ClientTimeout

from bot.teams.connector import Connector
from bot.teams.http import Http
from bot.teams.pace import Pace
from bot.teams.references import SERVICE, AddressBook, Reference
from bot.teams.send import TeamsMessenger
from bot.teams.tokens import Tokens
from handlers.core.interaction import Answer
from tests.stages.teams.connector import Someone, TeamsConnector
from tests.stages.teams.house import House, Notebook, settings, teams_house
from tests.stages.teams.login import TENANT
from tests.stages.teams.official import MISSING, RENDERER, Official
from tests.stages.teams.reading import Value
from tests.stages.web.browser import Chromium
from tests.support.clock import Clock
from tests.support.script import MARK, button, card

ANNA, BRAM, GENERAL = "U1", "U2", "C1"
CHAT, CHANNEL = f"a:{ANNA}", f"19:{GENERAL}@thread.tacv2"
NEWS = card("News", button("Share", "share"))
LOOKS = [(width, theme) for width in (390, 1280) for theme in ("light", "dark")]
Play = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def play(clock: Clock) -> Play:
    """`async with play(script.answer) as house`: a running app that answers so, and people to play with."""

    @asynccontextmanager
    async def playing(answer: Answer, **changed: Value) -> AsyncIterator[House]:
        async with teams_house(answer, clock, **changed) as house:
            house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
            house.stage.person(BRAM, "Bram")
            house.stage.channel(GENERAL, "general")
            yield house

    return playing


def body(house: House, **changed: Value) -> bytes:
    """Anna asks for help: the bytes that Teams would send."""
    return json.dumps(house.stage.activity("message", ANNA, text="help") | changed).encode()


class Sender:
    """A sender that waits `seconds` for an answer of a connector; Anna has a chat with it."""

    def __init__(self, clock: Clock, double: TeamsConnector, seconds: float, changed: dict[str, Value]) -> None:
        self.double = double
        self.http = Http(ClientTimeout(total=seconds))
        self.pace = Pace()
        self.book = Notebook()
        made = settings(double, **changed)
        connector = Connector(self.http, Tokens(self.http, made, clock), made, self.pace)
        self.messenger = TeamsMessenger(connector, AddressBook(self.book, TENANT))
        double.people[ANNA] = Someone(ANNA, "Anna")
        self.knows(conversation=CHAT)

    def knows(self, address: str = ANNA, **known: str) -> None:
        usual = {"service": self.double.service_url, "user": f"29:{ANNA}", "bot": self.double.login.bot}
        reference = Reference.model_validate(usual | known)
        self.book.kept[TENANT, address] = reference.model_dump_json()
        self.book.kept[TENANT, SERVICE] = reference.service
        self.double.told |= {reference.conversation} - {""}

    async def send(self, address: str = ANNA) -> str:
        return await self.messenger.send(TENANT, address, NEWS, MARK)


@pytest.fixture
def sender(clock: Clock) -> Callable[..., AbstractAsyncContextManager[Sender]]:
    @asynccontextmanager
    async def opened(seconds: float = 60.0, **changed: Value) -> AsyncIterator[Sender]:
        double = TeamsConnector(clock)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(double.running())
            made = Sender(clock, double, seconds, changed)
            stack.push_async_callback(made.http.close)
            yield made
        assert double.violations == []

    return opened


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
async def official(request: pytest.FixtureRequest, browser: Chromium) -> AsyncIterator[Official]:
    if not RENDERER.exists():
        pytest.fail(MISSING, pytrace=False)
    official = Official(browser, *request.param)
    yield official
    await official.close()
