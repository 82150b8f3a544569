"""`python app.py people`: a person's data as a file, forgetting them, and what is kept about people at all."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.terminal import retention
from handlers.core.interaction import Now
from handlers.core.work import After, Ask, Work
from handlers.privacy import by_command
from handlers.privacy.inventory import as_markdown
from handlers.privacy.restore import settle_list

T = TypeVar("T")
Person = Annotated[str, typer.Argument(metavar="PERSON", help="Their id on the platform, such as U0123.")]
Workspace = Annotated[str, typer.Option(help="The id of their workspace, if there are several.")]
To = Annotated[Path, typer.Option(help="The file to write. It must not exist yet.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="As in docs/privacy.md.")]


def group(ask: Ask, now: Now, console: Console) -> typer.Typer:
    """The command with its own commands."""
    do = Commands(ask, now, console)
    people = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", help="What is kept about people.")
    for command in (do.export, do.forget, do.inventory):
        people.command()(command)
    people.command()(retention.command(ask, console))
    return people


class Commands:
    """Each command asks the store, and prints ids and numbers only."""

    def __init__(self, ask: Ask, now: Now, console: Console) -> None:
        self._ask = ask
        self._now = now
        self._console = console

    def export(self, person: Person, to: To = Path("heraut-data.zip"), workspace: Workspace = "") -> None:
        """Write all that is kept about a person to a file. Example: [bold]python app.py people export U0123[/]"""
        body = self._find(partial(by_command.export_for, person=person, workspace=workspace, now=self._now()))
        try:
            to.touch(0o600, exist_ok=False)
        except OSError as problem:
            raise SystemExit(f"{to} cannot be written: {problem.strerror}") from None
        to.write_bytes(body)
        self._say(f"{to}: everything kept about {person}. Only this account can read it. Hand it over, and delete it.")

    def forget(self, person: Person, workspace: Workspace = "", yes: Yes = False) -> None:
        """Forget a person for good. Example: [bold]python app.py people forget U0123[/]"""
        told = self._find(partial(by_command.about, person=person, workspace=workspace))
        question = f"{told.rows:,} rows about {person} in {told.workspace} to be forgotten, for good. Go on?"
        if not yes:
            if not sys.stdin.isatty():
                raise SystemExit(f"{question} Add --yes to answer beforehand.")
            typer.confirm(question, abort=True)
        work = partial(by_command.forget_for, person=person, workspace=told.workspace, now=self._now())
        self._find(work, settle_list)
        self._say(f"{person} is forgotten. A backup that is restored forgets them again: see docs/privacy.md.")

    def inventory(self, markdown: Markdown = False) -> None:
        """List what is kept about people, by table. Example: [bold]python app.py people inventory[/]"""
        found = self._find(by_command.kept_about)
        if markdown:
            typer.echo(as_markdown(found))
            return
        table = Table("table", "names them in", "what", "also holds", "seen by", "kept", "when forgotten")
        for one in found:
            table.add_row(one.table, one.column, one.what, ", ".join(one.columns), *one[4:])
        self._console.print(table)

    def _find(self, work: Work[T], after: After | None = None) -> T:
        try:
            return self._ask(work, after)
        except by_command.NotThere as problem:
            raise SystemExit(str(problem)) from None

    def _say(self, sentence: str) -> None:
        self._console.print(sentence, markup=False, highlight=False)
