"""The web's stage, the app's web side and a browser, connected for one test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.web.company import Company, Person
from bot.web.connect import mount_public
from bot.web.playground import Clock, Playground
from bot.web.public import Health
from bot.web.share import Sharing
from handlers.core.interaction import Answer
from tests.stages.web.browser import Chromium
from tests.stages.web.stage import WebStage, web_context

NOBODY = Person(id="nobody", name="Nobody Yet", locale="en")
EMPTY = Company(name="Acme", workspace="T1", about={"en": "", "nl": ""}, people=(NOBODY,), channels=())


class House:
    """What a test may need."""

    def __init__(self, playground: Playground, stage: WebStage, address: str) -> None:
        self.playground = playground
        self.stage = stage
        self.address = address


async def nothing() -> None:
    pass


async def well() -> bool:
    return True


def free_address() -> str:
    """The future address of the playground: links are made before it listens."""
    return f"http://127.0.0.1:{unused_port()}"


@asynccontextmanager
async def serving(app: web.Application, address: str) -> AsyncIterator[None]:
    async with TestServer(app, host="127.0.0.1", port=int(address.rpartition(":")[2])):
        yield


@asynccontextmanager
async def web_house(
    chromium: Chromium,
    answer: Answer,
    clock: Clock,
    sharing: Sharing,
    *,
    address: str,
    company: Company = EMPTY,
    settled: Callable[[], Awaitable[None]] = nothing,
    health: Health = well,
    mount: Callable[[web.Application], None] = lambda _: None,
) -> AsyncIterator[House]:
    """A stage that fails at the end if the browser complained."""
    playground = Playground(answer, company, clock, address, lambda _: ("join", "help"))
    app = web.Application()
    mount_public(app, sharing, health)
    mount(app)
    playground.mount(app)
    async with serving(app, address):
        outside: list[str] = []
        context = await chromium.run(web_context(chromium, address, outside))
        stage = WebStage(chromium, context, playground.rooms, address, settled)
        stage.outside = outside
        try:
            yield House(playground, stage, address)
        finally:
            await chromium.run(context.close())
    assert stage.troubles == []
