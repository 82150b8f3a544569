"""Teams' stage, the app's Teams side and a double, connected for one test."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.teams.connect import MESSAGES, Teams, TeamsSettings
from bot.teams.references import References
from handlers.core.interaction import Answer, Now
from tests.stages.teams.connector import TeamsConnector
from tests.stages.teams.login import APP, PASSWORD, TENANT
from tests.stages.teams.reading import Json, Value
from tests.stages.teams.stage import TeamsStage, http

PUBLIC = "https://heraut.example"


class Notebook:
    """References in a dict. `writes` counts the writes."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.writes = 0

    async def remember(self, workspace: str, address: str, reference: str) -> None:
        self.writes += 1
        self.kept[workspace, address] = reference

    async def forget(self, workspace: str, address: str) -> None:
        self.kept.pop((workspace, address), None)

    async def recall(self, workspace: str, address: str) -> str | None:
        return self.kept.get((workspace, address))


def settings(double: TeamsConnector, **changed: Value) -> TeamsSettings:
    """Settings as in the public cloud, but with addresses on this machine."""
    usual = {
        "app_id": APP,
        "tenant_id": TENANT,
        "app_password": SecretStr(PASSWORD),
        "public_url": PUBLIC,
        "login_url": double.login.url,
        "openid_url": double.login.openid_url,
        "identity_url": f"{double.login.url}/identity",
        "local": True,
        "host": "127.0.0.1",
    }
    made = TeamsSettings.model_validate(usual | changed)
    double.login.asks = bool(made.app_id)
    return made


class House:
    """What a test may need. `url` is where Teams posts to."""

    def __init__(
        self, double: TeamsConnector, teams: Teams, stage: TeamsStage, url: str, session: ClientSession, book: Notebook
    ) -> None:
        self.double = double
        self.teams = teams
        self.stage = stage
        self.url = url
        self.session = session
        self.book = book

    async def post(self, sent: Json) -> Json:
        """Post as Teams does, and wait until the app has finished talking."""
        answer = await http(self.session, self.url, self.double)(sent)
        await self.teams.settle()
        return answer

    def proof(self, headers: Json | None = None, **more: Value) -> dict[str, str]:
        """The header that Teams sends. `headers` are those of the token itself."""
        signed = self.double.login.signed(self.double.service_url, headers, **more)
        return {"Authorization": signed, "Content-Type": "application/json"}

    async def status(self, raw: Value, headers: dict[str, str]) -> int:
        """The status of any post. A refusal has an empty body."""
        async with self.session.post(self.url, data=raw, headers=headers) as response:
            assert response.status == 200 or await response.read() == b""
            return response.status


@asynccontextmanager
async def teams_house(
    answer: Answer, now: Now, managers: frozenset[str] = frozenset(), book: References | None = None, **changed: Value
) -> AsyncIterator[House]:
    """A stage that fails at the end if Teams would have refused something. Settings name the managers."""
    double = TeamsConnector(now)
    notebook = Notebook()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(double.running())
        teams = Teams(settings(double, managers=managers, **changed), answer, now, book or notebook)
        app = web.Application()
        await stack.enter_async_context(teams)
        teams.mount(app)
        server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
        session = await stack.enter_async_context(ClientSession())
        url = str(server.make_url(MESSAGES))
        stage = TeamsStage(double, http(session, url, double), teams.settle)
        yield House(double, teams, stage, url, session, notebook)
    assert not double.violations, "\n".join(double.violations)
