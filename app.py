"""Who: settings in, everybody introduced, and the command line."""

import asyncio
import contextlib
import json
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from aiohttp import web
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.console import Console
from rich.progress import Progress

from bot.slack.check import check
from bot.slack.connect import Slack, SlackSettings
from bot.slack.manifest import manifest
from bot.web.company import load
from bot.web.connect import Playground, mount_public
from bot.web.fetch import Reader
from bot.web.history import History
from bot.web.suggestions import suggestions
from handlers import answer, composing, logbook, picture, recompute
from handlers.interaction import Interaction, Messenger, ReadPage, Reply
from handlers.rounds import Rounds
from handlers.workspaces import known_workspace
from models.engine import StoreError
from models.migrate import NewerDatabase
from models.store import Store
from scheduler import Clock, PlaygroundClock, schedule, workday

LOOPBACK = "127.0.0.1"

console = Console()


class Settings(BaseSettings):
    """From the environment or a `.env` file; the first names are all that Slack over HTTP needs."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    public_url: str = ""  # https://heraut.example.com
    slack_app_token: SecretStr | None = None  # Socket Mode instead of the two above
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///heraut.db"
    host: str = "0.0.0.0"  # noqa: S104 - a server in a container; the playground listens to loopback only
    port: int = 8080

    def slack(self) -> SlackSettings | None:
        """Slack's settings, where there is a token; Slack is off otherwise."""
        if self.slack_bot_token is None:
            return None
        return SlackSettings(
            bot_token=self.slack_bot_token,
            signing_secret=self.slack_signing_secret,
            app_token=self.slack_app_token,
            public_url=self.public_url.rstrip("/"),
            api_url=self.slack_api_url,
        )


class Heraut:
    """A store, a clock, and everybody who speaks with people."""

    def __init__(self, store: Store, clock: Clock, look: ReadPage) -> None:
        self.store = store
        self.clock = clock
        self.look = look
        self.messengers: dict[str, Messenger] = {}
        self.rounds = Rounds(store, self.messengers, clock.now)
        self.ready = False  # to be used; it may be listening before
        self.web = web.Application(client_max_size=2 * 1024 * 1024)

    async def answer(self, interaction: Interaction) -> Reply | None:
        """The one door in, with the store, the clock and the reader at hand."""
        return await answer(self.store, interaction, self.clock.now(), self.look)

    async def healthy(self) -> bool:
        """Ready, and the store answers."""
        return self.ready and await self.store.run(lambda session: session.is_active)

    async def picture(self, token: str, week: str) -> bytes | None:
        """A channel's leaderboard, drawn."""
        shown = await self.store.run(lambda session: picture.scene(session, token, week))
        return await asyncio.to_thread(picture.draw, shown) if shown else None

    @asynccontextmanager
    async def serve(self, host: str, port: int) -> AsyncIterator[str]:
        """Listen, and make the rounds, until the block ends. Yields the address."""
        mount_public(self.web, composing.SharePages(self.store, self.clock.now), self.picture, self.healthy)
        runner = web.AppRunner(self.web, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        try:
            yield site.name
        finally:
            await runner.cleanup()


# ── Running ───────────────────────────────────────────────────────────────────────────────────────


async def run_slack(settings: Settings, slack_settings: SlackSettings) -> None:
    """Heraut in a Slack workspace, until it is stopped."""
    async with AsyncExitStack() as stack:
        store = Store.open(settings.database_url)
        stack.callback(store.close)
        reader = Reader()
        stack.push_async_callback(reader.close)
        heraut = Heraut(store, Clock(), reader.read)
        slack = await stack.enter_async_context(Slack(slack_settings, heraut.answer, heraut.clock.now))
        team, name = slack.identity.team_id, slack.identity.team
        if not team:
            raise SystemExit("Slack did not accept the token. What is wrong: python app.py doctor")
        await store.run(lambda session: known_workspace(session, team, "slack", name, heraut.clock.now()))
        heraut.messengers["slack"] = slack.messenger
        slack.mount(heraut.web)
        address = await stack.enter_async_context(heraut.serve(settings.host, settings.port))
        ticking(stack, heraut)
        console.print(f"Heraut is live in [bold]{name}[/], listening at {address}. Stop with Ctrl+C.")
        await asyncio.Event().wait()


async def run_playground(port: int, folder: Path) -> None:
    """The playground, until it is stopped; what happens in it is gone then."""
    async with AsyncExitStack() as stack:
        heraut = await open_playground(stack, port, folder)
        ticking(stack, heraut)
        console.print(f"\nHeraut's playground: [bold]http://{LOOPBACK}:{port}/[/]  Stop with Ctrl+C.")
        await asyncio.Event().wait()


async def open_playground(stack: AsyncExitStack, port: int, folder: Path) -> Heraut:
    """A made-up company with its past, served on loopback."""
    company, address = load(), f"http://{LOOPBACK}:{port}"
    store = Store.open(f"sqlite:///{folder / 'playground.db'}")
    stack.callback(store.close)
    reader = Reader(allowed=frozenset({(LOOPBACK, port)}))
    stack.push_async_callback(reader.close)
    heraut = Heraut(store, Clock(), reader.read)
    zone = company.people[0].timezone
    clock = PlaygroundClock(heraut.clock, heraut.rounds, zone)
    playground = Playground(heraut.answer, company, clock, address, suggestions(address, company))
    heraut.messengers["web"] = playground.messenger
    playground.mount(heraut.web)
    await stack.enter_async_context(heraut.serve(LOOPBACK, port))
    begins = workday(datetime.now(UTC), zone)
    await store.run(lambda session: known_workspace(session, company.workspace, "web", company.name, begins))
    history = History(playground.ears, playground.rooms, address, clock.at, begins)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Some weeks go by at Kievit Wind …", total=history.days)
        async for day in history.tell():
            progress.update(task, completed=day)
    return heraut


def ticking(stack: AsyncExitStack, heraut: Heraut) -> None:
    """Ready: start the clock; with the stack it stops, once the rounds that run have ended."""
    heraut.ready = True
    ticks = schedule(heraut.rounds)
    ticks.start()
    stack.callback(ticks.shutdown, wait=False)
    stack.push_async_callback(heraut.rounds.stop)
    stack.callback(ticks.pause)


# ── The command line ──────────────────────────────────────────────────────────────────────────────


def run() -> None:
    """Start Heraut for the workspace that the settings name. Example: [bold]python app.py run[/]"""
    settings = Settings()
    slack = settings.slack()
    if slack is None:
        raise SystemExit(
            "Nothing to connect to yet: set SLACK_BOT_TOKEN and either SLACK_SIGNING_SECRET with PUBLIC_URL (HTTP) or "
            "SLACK_APP_TOKEN (Socket Mode), in the environment or .env. To look around first: python app.py playground"
        )
    _until_stopped(run_slack(settings, slack))


def playground(
    port: Annotated[int, typer.Option(help="Where to listen, on loopback only.")] = 8080,
) -> None:
    """Try Heraut without an account anywhere. Example: [bold]python app.py playground --port 8081[/]"""
    with TemporaryDirectory(prefix="heraut-") as folder:
        _until_stopped(run_playground(port, Path(folder)))


def doctor() -> None:
    """Check settings, store, tokens and scopes, and how to mend them. Example: [bold]python app.py doctor[/]"""
    settings = Settings()
    findings = [check_store(settings.database_url)]
    slack = settings.slack()
    if slack is None:
        findings.append((False, "Slack is not set up.", "Set SLACK_BOT_TOKEN; see docs/slack.md."))
    else:
        findings += [(found.ok, found.what, found.mend) for found in asyncio.run(check(slack, Clock().now))]
    for well, what, mend in findings:
        console.print(f"[green]✓[/] {what}" if well else f"[red]✗[/] {what}\n  → {mend}", highlight=False)
    raise SystemExit(0 if all(well for well, _, _ in findings) else 1)


def check_store(url: str) -> tuple[bool, str, str]:
    """Whether the store opens, and is not from the future."""
    try:
        Store.open(url).close()
    except NewerDatabase as problem:
        return False, "The store was written by a newer Heraut.", str(problem)
    except StoreError as problem:
        return False, "The store cannot be opened.", f"Check DATABASE_URL: {type(problem.orig).__name__}"
    return True, "The store opens and its tables are up to date.", ""


def recompute_points(
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 if anything differs.")
    ] = False,
) -> None:
    """Work out points and badges anew from what happened. Example: [bold]python app.py recompute --check[/]"""
    store, now = Store.open(Settings().database_url), datetime.now(UTC)
    work = recompute.recompute if check_only else partial(recompute.mend, now=now)
    differences = asyncio.run(store.run(work))
    store.close()
    for difference in differences:
        console.print(difference)
    console.print("Nothing differs." if not differences else f"{len(differences)} differences.")
    raise SystemExit(1 if differences and check_only else 0)


def print_manifest(
    url: Annotated[str, typer.Argument(help="Heraut's public https address; none for Socket Mode.")] = "",
) -> None:
    """Print the app manifest. Example: [bold]python app.py slack manifest https://heraut.example.com[/]"""
    print(json.dumps(manifest("Heraut", url or None), indent=2, ensure_ascii=False))  # noqa: T201 - to be piped


def _until_stopped(work: Coroutine[None, None, None]) -> None:
    """By Ctrl+C, or by whoever runs the service: then everything that was begun is ended in order."""

    async def stoppable() -> None:
        task = asyncio.current_task()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, lambda: task and task.cancel())
        with contextlib.suppress(asyncio.CancelledError):
            await work
        console.print("Stopped.")

    logbook.open_logbook()
    try:
        asyncio.run(stoppable())
    except NewerDatabase as problem:
        raise SystemExit(str(problem)) from None
    except OSError as problem:
        sentence = f"Cannot listen there: {problem.strerror}. Is another Heraut running? Then choose another port."
        raise SystemExit(sentence) from None


def command_line() -> typer.Typer:
    """All commands; each has `--help` with an example."""
    cli = typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
    )
    for command in (run, playground, doctor):
        cli.command()(command)
    cli.command("recompute")(recompute_points)
    slack = typer.Typer(no_args_is_help=True, help="What Slack needs to know.")
    slack.command("manifest")(print_manifest)
    slack.callback()(lambda: None)  # one command alone would otherwise swallow its own name
    cli.add_typer(slack, name="slack")
    return cli


if __name__ == "__main__":
    command_line()()
