"""A complete Heraut on one platform: real store, handlers and rounds, a clock set by hand, and a stage in front."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.web.company import Article, Company, Person
from bot.web.connect import mount_pages, mount_public
from bot.web.fetch import Reader
from handlers import answer
from handlers.advocates.profiles import Profiles
from handlers.core.interaction import Card, Interaction, Reply
from handlers.core.messenger import Messenger
from handlers.core.workspaces import known_workspace
from handlers.platforms.departures import Departures
from handlers.registry.feature import features_of
from handlers.registry.surfaces import PageContext
from handlers.rounds import Rounds
from handlers.sharing import share_page
from models.store import Store
from tests.stages.slack.house import PUBLIC, House, slack_house
from tests.stages.slack.stage import SlackStage
from tests.stages.teams.house import teams_house
from tests.stages.teams.login import TENANT
from tests.stages.teams.stage import TeamsStage
from tests.stages.web.browser import Chromium
from tests.stages.web.house import free_address, web_house
from tests.stages.web.stage import WebStage
from tests.support.seen import Watched

WEDNESDAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # ten o'clock in Amsterdam
TEAM = "T1"
GENERAL = "C1"
ARTICLE = Article(
    slug="owl",
    language="en",
    title="What an owl taught us",
    description="How our blades became six decibels quieter.",
    topics=("Products",),
    author="Carl",
    picture="owl",
    why="",
    body=("Once upon a time.",),
    texts={"en": ("One", "Two")},
)
NOBODY = Person(id="nobody", name="Nobody Yet", locale="en", job={"en": "", "nl": ""})
ACME = Company(
    name="Acme", workspace=TEAM, about={"en": "", "nl": ""}, people=(NOBODY,), channels=(), articles=(ARTICLE,)
)


class Scene:
    """What a journey works with. `url` is one of the company's own articles, a real page."""

    def __init__(self, store: Store, pages: web.Application) -> None:
        self.store = store
        self.pages = pages
        self.messengers: dict[str, Messenger] = {}
        self._now = WEDNESDAY
        self.rounds = Rounds(store, self.messengers, self.now, time.monotonic)
        self.reader = Reader()
        self.stage: SlackStage | TeamsStage | WebStage
        self.workspace = TEAM
        self.address = ""
        self.name = ""  # of the journey
        self.session: ClientSession
        self.house: House  # Slack's
        self.seen: dict[str, Card] = {}  # every card that anybody saw

    def now(self) -> datetime:
        return self._now

    async def forward(self, step: str, /) -> None:
        """Journeys do not move the playground's clock."""

    async def answer(self, interaction: Interaction) -> Reply | None:
        reply = await answer(self.store, interaction, self._now, self.reader.read)
        if isinstance(reply, Card):
            self.seen[f"{len(self.seen)} {interaction.action}: {reply.title}"] = reply
        return reply

    async def later(self, **time: float) -> None:
        """Let time pass in half hours, and run what falls due."""
        end = self._now + timedelta(**time)
        while self._now < end:
            self._now = min(self._now + timedelta(minutes=30), end)
            await self.rounds.all()
        await self.stage.settle()

    async def leap(self, **time: float) -> None:
        """Let that much time pass in one step, without the half hours in between."""
        self._now += timedelta(**time)
        await self.soon()

    async def soon(self) -> None:
        """Run the next tick."""
        await self.later(seconds=1)

    def mount_files(self, app: web.Application) -> None:
        mount_pages(app, features_of(self.store.info).pages, PageContext(self.store, self.now))

    async def well(self) -> bool:
        return True

    @property
    def url(self) -> str:
        return f"{self.address}/articles/owl"

    async def fetch(self, address: str) -> tuple[int, str, bytes]:
        """What a visitor gets at an address: status, media type and body."""
        async with self.session.get(address.replace(PUBLIC, self.address)) as answered:
            return answered.status, answered.content_type, await answered.read()

    async def compose(self, who: str, network: str, text: str) -> str:
        """Press a network's button, change the text on the share page, and open the composer. Returns its address."""
        link = (await self.stage.link(who, network)).replace(PUBLIC, self.address)
        async with self.session.get(link) as page:
            assert page.status == 200 and "no-referrer" in page.headers["Referrer-Policy"]
        opened, _, name = link.rpartition("/")
        async with self.session.post(
            f"{opened}/open", data={"network": name, "text": text}, allow_redirects=False
        ) as answered:
            assert answered.status == 303
            return answered.headers["Location"]

    async def post_from_page(self, who: str, network: str, address: str) -> str:
        """Say on the share page that it is posted, and where. Returns the page that answers."""
        link = (await self.stage.link(who, network)).replace(PUBLIC, self.address)
        page, _, name = link.rpartition("/")
        async with self.session.post(f"{page}/posted", data={"network": name, "address": address}) as answered:
            assert answered.status == 200, await answered.text()
            return await answered.text()


@asynccontextmanager
async def on_slack(store: Store, browser: Callable[[], Chromium]) -> AsyncIterator[Scene]:
    app = web.Application()
    scene = Scene(store, app)
    mount_public(app, share_page.SharePages(store, scene.now), scene.well)
    scene.mount_files(app)
    app.router.add_get("/articles/owl", owl)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
        await furnish(scene, stack, str(server.make_url("")).rstrip("/"), "slack")
        told = Departures(store, scene.now), Profiles(store, scene.now)
        house = await stack.enter_async_context(slack_house(scene.answer, scene.now, *told))
        scene.house = house
        scene.stage, scene.messengers["slack"] = house.stage, Watched(house.slack.messenger, scene.seen)
        people(scene.stage)
        yield scene


@asynccontextmanager
async def on_teams(store: Store, browser: Callable[[], Chromium]) -> AsyncIterator[Scene]:
    app = web.Application()
    scene = Scene(store, app)
    scene.workspace = TENANT
    mount_public(app, share_page.SharePages(store, scene.now), scene.well)
    scene.mount_files(app)
    app.router.add_get("/articles/owl", owl)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
        await furnish(scene, stack, str(server.make_url("")).rstrip("/"), "teams")
        house = await stack.enter_async_context(teams_house(scene.answer, scene.now, frozenset({"U9"})))
        scene.stage, scene.messengers["teams"] = house.stage, Watched(house.teams.messenger, scene.seen)
        people(scene.stage)
        yield scene


@asynccontextmanager
async def on_web(store: Store, browser: Callable[[], Chromium]) -> AsyncIterator[Scene]:
    scene = Scene(store, web.Application())
    async with AsyncExitStack() as stack:
        await furnish(scene, stack, free_address(), "web")
        pages = share_page.SharePages(store, scene.now)
        house = await stack.enter_async_context(
            web_house(
                browser(),
                scene.answer,
                scene,
                pages,
                address=scene.address,
                company=ACME,
                health=scene.well,
                mount=scene.mount_files,
            )
        )
        scene.stage, scene.messengers["web"] = house.stage, Watched(house.playground.messenger, scene.seen)
        people(scene.stage)
        yield scene
        await house.stage.keep(scene.name)


async def furnish(scene: Scene, stack: AsyncExitStack, address: str, platform: str) -> None:
    """Set up the workspace, a reader for the company's own pages, and a visitor's session."""
    scene.address = address
    scene.reader = Reader(allowed=frozenset({("127.0.0.1", int(address.rpartition(":")[2]))}))
    stack.push_async_callback(scene.reader.close)
    scene.session = await stack.enter_async_context(ClientSession())
    await scene.store.run(lambda session: known_workspace(session, scene.workspace, platform, "Acme", WEDNESDAY))


def people(stage: SlackStage | TeamsStage | WebStage) -> None:
    """Everybody a journey may meet."""
    for who, name in (("U1", "Anna"), ("U2", "Bob"), ("U3", "Carl"), ("U5", "Dina"), ("U6", "Eva"), ("U7", "Finn")):
        stage.person(who, name, "en-GB", "Europe/Amsterdam")
    stage.person("U4", "Jan", "nl-NL", "Europe/Amsterdam")
    stage.person("U9", "Mira", "en-GB", "Europe/Amsterdam", admin=True)
    stage.channel(GENERAL, "general")


async def owl(request: web.Request) -> web.Response:
    """The company's article, as its own site serves it."""
    page = f"""<!doctype html><title>{ARTICLE.title}</title><meta property="og:title" content="{ARTICLE.title}">
    <meta property="og:description" content="{ARTICLE.description}"><meta property="og:site_name" content="Acme">"""
    return web.Response(text=page, content_type="text/html")
