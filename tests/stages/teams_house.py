"""Teams' stage, the app's Teams side and a double, standing together for one test."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.teams.connect import MESSAGES, Teams, TeamsSettings
from handlers.interaction import Answer, Now
from tests.stages.teams_connector import TeamsConnector
from tests.stages.teams_login import APP, PASSWORD, TENANT
from tests.stages.teams_stage import TeamsStage, http

PUBLIC = "https://heraut.example"


class Notebook:
    """References in a dict."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    async def remember(self, workspace: str, address: str, reference: str) -> None:
        self.kept[workspace, address] = reference

    async def forget(self, workspace: str, address: str) -> None:
        self.kept.pop((workspace, address), None)

    async def recall(self, workspace: str, address: str) -> str | None:
        return self.kept.get((workspace, address))


def settings(double: TeamsConnector, managers: frozenset[str]) -> TeamsSettings:
    """As in the public cloud, but for the addresses, which are all this machine's."""
    return TeamsSettings(
        app_id=APP,
        tenant_id=TENANT,
        app_password=SecretStr(PASSWORD),
        managers=managers,
        public_url=PUBLIC,
        login_url=double.login.url,
        openid_url=double.login.openid_url,
        local=True,
        host="127.0.0.1",
    )


class House:
    """What a test may want to hold: `url` is where Teams posts to."""

    def __init__(
        self, double: TeamsConnector, teams: Teams, stage: TeamsStage, url: str, session: ClientSession, book: Notebook
    ) -> None:
        self.double = double
        self.teams = teams
        self.stage = stage
        self.url = url
        self.session = session
        self.book = book


@asynccontextmanager
async def teams_house(answer: Answer, now: Now, managers: frozenset[str] = frozenset()) -> AsyncIterator[House]:
    """Fails at the end when Teams would have refused something. Settings name the managers: Teams tells no roles."""
    double = TeamsConnector(now)
    book = Notebook()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(double.running())
        teams = Teams(settings(double, managers), answer, now, book)
        app = web.Application()
        await stack.enter_async_context(teams)
        teams.mount(app)
        server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
        session = await stack.enter_async_context(ClientSession())
        url = str(server.make_url(MESSAGES))
        stage = TeamsStage(double, http(session, url, double), teams.settle)
        yield House(double, teams, stage, url, session, book)
    assert not double.violations, "\n".join(double.violations)
