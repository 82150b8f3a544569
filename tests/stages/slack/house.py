"""Slack's stage, the app's Slack side and a double, connected for one test."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.slack.connect import Slack
from bot.slack.listen import Departures
from bot.slack.profiles import Profiles
from bot.slack.settings import EVENTS, SlackSettings
from handlers.core.interaction import Answer, Now
from tests.stages.slack.double import APP_TOKEN, BOT_TOKEN, SlackDouble
from tests.stages.slack.stage import Post, SlackStage, http
from tests.stages.slack.wire import SECRET

PUBLIC = "https://heraut.example"


def settings(double: SlackDouble, *, socket: bool = False) -> SlackSettings:
    return SlackSettings(
        bot_token=SecretStr(BOT_TOKEN),
        signing_secret=None if socket else SecretStr(SECRET),
        app_token=SecretStr(APP_TOKEN) if socket else None,
        public_url=PUBLIC,
        api_url=double.api_url,
    )


class House:
    """What a test may need. `url` is where Slack posts to."""

    def __init__(self, double: SlackDouble, slack: Slack, stage: SlackStage, url: str, session: ClientSession) -> None:
        self.double = double
        self.slack = slack
        self.stage = stage
        self.url = url
        self.session = session


@asynccontextmanager
async def slack_house(
    answer: Answer,
    now: Now,
    departures: Departures | None = None,
    profiles: Profiles | None = None,
    *,
    socket: bool = False,
    grid: str = "",
) -> AsyncIterator[House]:
    """A stage that fails at the end if Slack would have refused something. `grid`: the enterprise we belong to."""
    double = SlackDouble(now)
    double.enterprise = grid
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(double.running())
        slack = Slack(settings(double, socket=socket), answer, now, departures, profiles)
        app = web.Application()
        await stack.enter_async_context(slack)
        slack.mount(app)
        server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
        session = await stack.enter_async_context(ClientSession())
        url = str(server.make_url(EVENTS))
        stage = SlackStage(double, _socket(double) if socket else http(session, url, double), slack.settle)
        yield House(double, slack, stage, url, session)
    assert double.violations == []


def _socket(double: SlackDouble) -> Post:
    async def post(kind: str, payload: dict[str, object]) -> dict[str, object]:
        await double.socket.connected.wait()
        return await double.socket.send(kind, payload)

    return post
