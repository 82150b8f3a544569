"""The command line. Each command imports what it needs when it is chosen."""

import gc
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple

import typer

from bot.program.roles import Role


def run(role: Annotated[Role, typer.Option(help="web listens and answers; worker plans and sends.")] = "all") -> None:
    """Start Heraut on every platform in the settings. Example: [bold]python app.py run[/]"""
    gc.disable()  # until Heraut is ready: passes over what is loaded, and stays, took a sixth of the start
    from bot.program.live import run_live
    from bot.program.settings import settings_or_stop
    from bot.settings import cannot_run

    settings = settings_or_stop()
    if problem := cannot_run(role, settings.database_url, any_platform=bool(settings.slack or settings.teams)):
        raise SystemExit(problem)
    _until_stopped(run_live(settings, role, typer.echo))


def playground(port: Annotated[int, typer.Option(help="The port to listen on, on loopback only.")] = 8080) -> None:
    """Try Heraut without an account. Example: [bold]python app.py playground --port 8081[/]"""
    from rich.console import Console

    from bot.program.playground import run_playground

    with TemporaryDirectory(prefix="heraut-") as folder:
        _until_stopped(run_playground(port, Path(folder), Console()))


def doctor() -> None:
    """Check settings, store, tokens and scopes, and say how to fix them. Example: [bold]python app.py doctor[/]"""
    from rich.console import Console

    from bot.program.doctor import examine
    from bot.program.settings import settings_or_stop
    from bot.terminal.findings import findings

    raise SystemExit(0 if findings(Console(), examine(settings_or_stop())) else 1)


def _until_stopped(work: Coroutine[None, None, None]) -> None:
    from bot import logbook
    from bot.server import until_stopped
    from handlers.encryption.keys import Unreadable
    from models.migrate import NewerDatabase
    from models.store import Unavailable

    logbook.open_logbook()
    try:
        until_stopped(work, lambda: typer.echo("Stopped."))
    except (NewerDatabase, Unavailable, Unreadable) as problem:
        raise SystemExit(str(problem)) from None
    except OSError as problem:
        sentence = f"Cannot listen there: {problem.strerror}. If another Heraut is running, choose another port."
        raise SystemExit(sentence) from None


def _simulate(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.terminal import simulate

    cli.command("simulate")(simulate.command(Console()))


def _audit(cli: typer.Typer) -> None:
    from bot.program.settings import in_store
    from bot.terminal import audit

    cli.command("audit")(audit.command(in_store))


def _recompute(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.program.settings import in_store
    from bot.terminal import points
    from scheduler import Clock

    cli.command("recompute")(points.command(in_store, Clock().now, Console()))


def _outbox(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.program.settings import in_store
    from bot.terminal import outbox
    from scheduler import Clock

    cli.add_typer(outbox.group(in_store, Clock().now, Console()), name="outbox")


def _people(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.program.settings import in_store
    from bot.terminal import people
    from scheduler import Clock

    cli.add_typer(people.group(in_store, Clock().now, Console()), name="people")


def _import(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.program.settings import in_store
    from bot.terminal import imports
    from scheduler import Clock

    cli.add_typer(imports.group(in_store, Clock().now, Console()), name="import")


def _keys(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.program.settings import in_store, settings_or_stop
    from bot.terminal import keys
    from bot.terminal.key_place import Place
    from scheduler import Clock

    cli.add_typer(keys.group(in_store, lambda: Place.of(settings_or_stop()), Clock().now, Console()), name="keys")


def _links(cli: typer.Typer) -> None:
    from rich.console import Console

    from bot.program.settings import settings_or_stop
    from bot.terminal import links

    cli.add_typer(links.group(lambda: settings_or_stop().crawlers_file, Console()), name="links")


def _feeds(cli: typer.Typer) -> None:
    from bot.program.feeds import fetch
    from bot.program.settings import in_store
    from bot.terminal import feeds
    from bot.web.feed_fetch import text_of
    from scheduler import Clock

    cli.add_typer(feeds.group(Clock().now, fetch, text_of, in_store), name="feeds")


def _guide(cli: typer.Typer) -> None:
    from bot.terminal import guide

    cli.add_typer(guide.group(), name="guide")


def _courses(cli: typer.Typer) -> None:
    from bot.terminal import courses

    cli.add_typer(courses.group(), name="courses")


def _explain(cli: typer.Typer) -> None:
    from bot.terminal import explain
    from scheduler import Clock

    cli.add_typer(explain.group(Clock().now), name="explain")


def _slack(cli: typer.Typer) -> None:
    from bot.slack import command_line

    cli.add_typer(command_line.group(), name="slack")


def _teams(cli: typer.Typer) -> None:
    from bot.program.settings import settings_or_stop
    from bot.teams import command_line

    cli.add_typer(command_line.group(lambda: settings_or_stop().package), name="teams")


class Command(NamedTuple):
    """What the list of commands says about one, and what adds the real one."""

    help: str
    add: Callable[[typer.Typer], None]


# The commands that need more than this file. Each says the same of itself: tests/house/test_command_line.py.
COMMANDS: Mapping[str, Command] = {
    "simulate": Command(
        "Play a made-up company's weeks, offline. Example: [bold]python app.py simulate --people 100 --weeks 4[/]",
        _simulate,
    ),
    "audit": Command(
        "Who did what, by ids. Example: [bold]python app.py audit --workspace T0123 --since 2026-11-01[/]", _audit
    ),
    "recompute": Command(
        "Work out points, badges and totals again from what happened. Example: [bold]python app.py recompute[/]",
        _recompute,
    ),
    "outbox": Command(
        "What Heraut has to say by itself: what waits, and why. Example: [bold]python app.py outbox[/]", _outbox
    ),
    "people": Command("What is kept about people.", _people),
    "import": Command("Content from a file.", _import),
    "keys": Command("The keys of the secrets in the store.", _keys),
    "links": Command("Tracked links, and who is told from a person.", _links),
    "feeds": Command("Feeds, and what is taken from them.", _feeds),
    "guide": Command("The files of your own guide.", _guide),
    "courses": Command("Courses of your own.", _courses),
    "explain": Command("How Heraut reads what people type.", _explain),
    "slack": Command("What Slack needs to know.", _slack),
    "teams": Command("What Microsoft Teams needs to know.", _teams),
}


def command_line(chosen: str = "") -> typer.Typer:
    """All commands, each with `--help` and an example. Only the chosen one is imported; the others are in the list."""
    cli = typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
    )
    for light in (run, playground, doctor):
        cli.command()(light)
    for name, command in COMMANDS.items():
        if name == chosen:
            command.add(cli)
        else:
            cli.command(name, help=command.help)(lambda: None)
    return cli


if __name__ == "__main__":
    command_line(sys.argv[1] if len(sys.argv) > 1 else "")()
