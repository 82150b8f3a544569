"""Who: settings in, everything wired, and the command line."""

import asyncio
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import typer
from aiohttp import web
from pydantic import SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.console import Console

from bot import logbook
from bot.finding import Finding
from bot.server import freeze, serving, until_stopped
from bot.settings import NONE_SET_UP, cannot_run, shared, wrong_settings
from bot.slack import command_line as slack_command_line
from bot.slack.check import check
from bot.slack.connect import Slack, SlackSettings
from bot.teams import command_line as teams_command_line
from bot.teams.check import check as check_teams
from bot.teams.settings import TeamsSettings
from bot.terminal import audit, findings, key_findings, keys, links, outbox, people, points, simulate, zone_findings
from bot.web.company import load
from bot.web.connect import Playground, mount_health, mount_links, mount_pages, mount_public
from bot.web.fetch import Reader
from bot.web.history import History
from bot.web.suggestions import suggestions
from handlers import answer
from handlers.advocates.profiles import Profiles
from handlers.core.interaction import Interaction, Messenger, ReadPage, Reply
from handlers.core.work import After, T, Work
from handlers.core.workspaces import known_workspace
from handlers.encryption import sealed
from handlers.encryption.keys import Unreadable
from handlers.features import open_store, run_once
from handlers.links.crawlers import CrawlersFile
from handlers.links.redirects import Door, LinkRedirects, door
from handlers.platforms.departures import Departures
from handlers.platforms.references import References
from handlers.registry.feature import features_of
from handlers.registry.surfaces import PageContext
from handlers.rounds import Rounds
from handlers.sharing import share_page
from models.migrate import NewerDatabase, NoStore
from models.state import state
from models.store import Store, Unavailable
from scheduler import Clock, PlaygroundClock, ticking, workday

LOOPBACK = "127.0.0.1"
console = Console()
Role = Literal["all", "web", "worker"]


class Settings(BaseSettings):
    """Read from the environment or `.env`: SLACK_BOT_TOKEN is `slack.bot_token`. A platform without settings is off."""

    model_config = SettingsConfigDict(
        env_file=".env",
        extra="ignore",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        enable_decoding=False,
        hide_input_in_errors=True,
    )

    public_url: str = ""  # https://heraut.example.com
    proxies: int = 1  # how many of your own proxies stand one behind the other in front of Heraut
    crawlers_file: CrawlersFile = ""  # a newer crawler-user-agents.json than the one in Heraut
    host: str = "0.0.0.0"  # noqa: S104 - a server in a container; the playground listens to loopback only
    port: int = 8080
    database_url: str = "sqlite:///heraut.db"
    forgotten_file: str = ""  # the list of the forgotten; empty: beside an SQLite file
    heraut_keys: SecretStr = SecretStr("")  # encrypt secrets in the store; without them, a file beside the store does
    keys_file: str = ""  # another place for that file
    identity_endpoint: str = ""  # Azure itself sets these two
    identity_header: SecretStr | None = None
    slack: SlackSettings | None = None
    teams: TeamsSettings | None = None

    @property
    def door(self) -> Door:
        """How links tell visitors and crawlers apart."""
        return door(self.proxies, self.crawlers_file)

    @property
    def package(self) -> tuple[str, str]:
        return self.teams.app_id if self.teams else "", self.public_url

    def open_store(self, *, create: bool) -> Store:
        """The store, with its keys."""
        keys_ = keys.Place.of(self).open(create=create)
        return open_store(self.database_url, keys=keys_, create=create, forgotten=self.forgotten_file)

    @model_validator(mode="before")
    @classmethod
    def _shared(cls, given: dict[str, object]) -> dict[str, object]:
        return shared(given)


def settings_or_stop() -> Settings:
    """The settings. If any is missing or wrong, the program ends with a sentence for each."""
    try:
        return Settings()
    except ValidationError as problem:
        raise SystemExit(wrong_settings(problem)) from None


class Heraut:
    """A store, a clock and the platforms. By its role it listens and answers, plans and sends, or both."""

    def __init__(self, store: Store, look: ReadPage, address: str, outside: Door, role: Role) -> None:
        self.address, self.door = address, outside
        self.clock = clock = Clock()
        self.store, self.look = store, look
        self.hears, self.sends = role != "worker", role != "web"
        self.messengers: dict[str, Messenger] = {}
        self.rounds = Rounds(store, self.messengers, clock.now, clock.elapsed)
        self.ready = False  # for use; it may be listening before that
        self.web = web.Application(client_max_size=2 * 1024 * 1024)

    async def answer(self, interaction: Interaction) -> Reply | None:
        """Answer an interaction from any platform."""
        return await answer(self.store, interaction, self.clock.now(), self.look)

    async def know(self, workspace: str, platform: str, name: str) -> None:
        """Add the workspace's row the first time it is seen."""
        about = (workspace, platform, name, self.clock.now(), self.address)
        await self.store.run(lambda session: known_workspace(session, *about))

    async def healthy(self) -> bool:
        """Whether Heraut is ready and the store can write."""
        return self.ready and await self.store.well()

    def serve(self, host: str, port: int) -> AbstractAsyncContextManager[str]:
        """Listen, and serve the pages that people on every platform use."""
        if self.hears:
            pages = share_page.SharePages(self.store, self.clock.now, self.door.proxies)
            mount_public(self.web, pages, self.healthy)
            mount_pages(self.web, features_of(self.store.info).pages, PageContext(self.store, self.clock.now))
            mount_links(self.web, LinkRedirects(self.store, self.clock.now, self.clock.elapsed, self.door))
        else:
            mount_health(self.web, self.healthy)
        return serving(self.web, host, port)

    async def begin(self, stack: AsyncExitStack) -> None:
        """Become ready, and run the clock until the stack ends."""
        freeze()
        self.ready = True
        if self.sends:
            await stack.enter_async_context(ticking(self.rounds))


async def open_heraut(stack: AsyncExitStack, store: Store, look: Reader, url: str, outside: Door, role: Role) -> Heraut:
    """Open Heraut, with the secrets in its store encrypted. Its store and reader close with the stack."""
    stack.callback(store.close)
    await store.run(sealed.protect)
    stack.push_async_callback(look.close)
    return Heraut(store, look.read, url, outside, role)


async def run_live(settings: Settings, role: Role) -> None:
    """Run Heraut on every configured platform, on one server, until it is stopped."""
    async with AsyncExitStack() as stack:
        store, reader = settings.open_store(create=True), Reader()
        heraut = await open_heraut(stack, store, reader, settings.public_url, settings.door, role)
        heraut.rounds.read = reader.data
        live = [await join_slack(stack, heraut, settings.slack)] if settings.slack else []
        live += [await join_teams(stack, heraut, settings.teams)] if settings.teams else []
        address = await stack.enter_async_context(heraut.serve(settings.host, settings.port))
        await heraut.begin(stack)
        name = "Heraut" if role == "all" else f"A {role} of Heraut"
        console.print(f"{name} is live in [bold]{' and '.join(live)}[/], listening at {address}. Stop with Ctrl+C.")
        await asyncio.Event().wait()


async def join_slack(stack: AsyncExitStack, heraut: Heraut, settings: SlackSettings) -> str:
    """Join a Slack workspace. Returns its name."""
    own = heraut.store, heraut.clock.now
    slack = await stack.enter_async_context(Slack(settings, heraut.answer, own[1], Departures(*own), Profiles(*own)))
    team, name = slack.identity.team_id, slack.identity.team
    if not team:
        raise SystemExit("Slack did not accept the token. To see what is wrong: python app.py doctor")
    await heraut.know(team, "slack", name)
    heraut.messengers["slack"] = slack.messenger
    if heraut.hears:
        slack.mount(heraut.web)
    return f"Slack ({name})"


async def join_teams(stack: AsyncExitStack, heraut: Heraut, settings: TeamsSettings) -> str:
    """Join a Teams tenant. Returns its name."""
    from bot.teams.connect import Teams

    await heraut.know(settings.workspace, "teams", settings.workspace)
    now = heraut.clock.now
    teams = await stack.enter_async_context(Teams(settings, heraut.answer, now, References(heraut.store, now)))
    heraut.messengers["teams"] = teams.messenger
    if heraut.hears:
        teams.mount(heraut.web)
    return "Microsoft Teams"


async def run_playground(port: int, folder: Path) -> None:
    """Run the playground until it is stopped. Whatever happened in it is then gone."""
    async with AsyncExitStack() as stack:
        heraut = await open_playground(stack, port, folder)
        await heraut.begin(stack)
        console.print(f"\nHeraut's playground: [bold]http://{LOOPBACK}:{port}/[/]  Stop with Ctrl+C.")
        await asyncio.Event().wait()


async def open_playground(stack: AsyncExitStack, port: int, folder: Path) -> Heraut:
    """Serve a made-up company with its history, on loopback."""
    company, address = load(), f"http://{LOOPBACK}:{port}"
    url, own = f"sqlite:///{folder / 'playground.db'}", frozenset({(LOOPBACK, port)})
    store = open_store(url, keys=keys.Place(url).open(create=True))
    heraut = await open_heraut(stack, store, Reader(allowed=own), address, door(0), "all")
    zone = company.people[0].timezone
    clock = PlaygroundClock(heraut.clock, heraut.rounds, zone)
    playground = Playground(heraut.answer, company, clock, address, suggestions(address, company))
    heraut.messengers["web"] = playground.messenger
    playground.mount(heraut.web)
    await stack.enter_async_context(heraut.serve(LOOPBACK, port))
    await heraut.know(company.workspace, "web", company.name)
    history = History(playground.dialogue, playground.rooms, address, clock.at, workday(datetime.now(UTC), zone))
    await findings.progress(console, "Some weeks go by at Kievit Wind …", history.tell(), history.days)
    return heraut


def run(role: Annotated[Role, typer.Option(help="web listens and answers; worker plans and sends.")] = "all") -> None:
    """Start Heraut on every platform in the settings. Example: [bold]python app.py run[/]"""
    settings = settings_or_stop()
    if problem := cannot_run(role, settings.database_url, any_platform=bool(settings.slack or settings.teams)):
        raise SystemExit(problem)
    _until_stopped(run_live(settings, role))


def playground(port: Annotated[int, typer.Option(help="The port to listen on, on loopback only.")] = 8080) -> None:
    """Try Heraut without an account. Example: [bold]python app.py playground --port 8081[/]"""
    with TemporaryDirectory(prefix="heraut-") as folder:
        _until_stopped(run_playground(port, Path(folder)))


def doctor() -> None:
    """Check settings, store, tokens and scopes, and say how to fix them. Example: [bold]python app.py doctor[/]"""
    settings = settings_or_stop()
    told = [Finding(*state(settings.database_url)), *zone_findings.zone_findings(Clock().now())]
    told += key_findings.key_findings(keys.Place.of(settings), in_store) if told[0].ok else []
    told += [] if settings.slack or settings.teams else [NONE_SET_UP]
    told += asyncio.run(check(settings.slack, Clock().now)) if settings.slack else []
    told += asyncio.run(check_teams(settings.teams)) if settings.teams else []
    raise SystemExit(0 if findings.findings(console, told) else 1)


def in_store(work: Work[T], after: After | None = None) -> T:
    """Run work in one transaction, in the store from the settings, and then what comes `after`. Creates no store."""
    try:
        with closing(settings_or_stop().open_store(create=False)) as store:
            return asyncio.run(run_once(store, work, after, Clock().now()))
    except (NewerDatabase, NoStore, Unavailable, Unreadable) as problem:
        raise SystemExit(f"The store cannot be used: {problem}\nTo see why: python app.py doctor") from None


def _until_stopped(work: Coroutine[None, None, None]) -> None:
    logbook.open_logbook()
    try:
        until_stopped(work, lambda: console.print("Stopped."))
    except (NewerDatabase, Unavailable, Unreadable) as problem:
        raise SystemExit(str(problem)) from None
    except OSError as problem:
        sentence = f"Cannot listen there: {problem.strerror}. If another Heraut is running, choose another port."
        raise SystemExit(sentence) from None


def command_line() -> typer.Typer:
    """All commands. Each has `--help` with an example."""
    cli = typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
    )
    for command in (run, playground, doctor, simulate.command(console), audit.command(in_store)):
        cli.command()(command)
    now = Clock().now
    cli.command("recompute")(points.command(in_store, now, console))
    cli.add_typer(outbox.group(in_store, now, console), name="outbox")
    cli.add_typer(people.group(in_store, now, console), name="people")
    cli.add_typer(keys.group(in_store, lambda: keys.Place.of(settings_or_stop()), now, console), name="keys")
    cli.add_typer(links.group(lambda: settings_or_stop().crawlers_file, console), name="links")
    cli.add_typer(slack_command_line.group(), name="slack")
    cli.add_typer(teams_command_line.group(lambda: settings_or_stop().package), name="teams")
    return cli


if __name__ == "__main__":
    command_line()()
