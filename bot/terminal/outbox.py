"""`python app.py outbox`: what waits and why, and commands to send it or take it back."""

import sys
from collections import Counter
from functools import partial
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from bot.terminal import outbox_prints as prints
from handlers.core.interaction import Now
from handlers.core.work import Ask, Work
from handlers.desk import changes, desk
from handlers.desk.changes import CANCEL, RETRY, Change, Selection
from handlers.desk.words import PERHAPS

T = TypeVar("T")
Keys = Annotated[list[str] | None, typer.Argument(metavar="KEY…", help="Messages, as `outbox` lists them.")]
State = Annotated[str, typer.Option(help="Those in this state, such as failed.")]
Workspace = Annotated[str, typer.Option(help="Those of this workspace alone, by its id.")]
Limit = Annotated[int, typer.Option(help="Show at most this many.", min=1)]
Json = Annotated[bool, typer.Option("--json", help="For machines; times in UTC.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]


def group(ask: Ask, now: Now, console: Console) -> typer.Typer:
    """The command with its own commands; on its own it lists."""
    do = Commands(ask, now, console)
    outbox = typer.Typer(invoke_without_command=True, rich_markup_mode="rich")
    outbox.callback()(do.outbox)
    outbox.command("list")(do.list_)
    for command in (do.explain, do.retry, do.cancel, do.resume):
        outbox.command()(command)
    return outbox


class Commands:
    """Each command asks the store, and prints."""

    def __init__(self, ask: Ask, now: Now, console: Console) -> None:
        self._ask = ask
        self._now = now
        self._console = console

    def outbox(self, context: typer.Context) -> None:
        """What Heraut has to say by itself: what waits, and why. Example: [bold]python app.py outbox[/]"""
        if context.invoked_subcommand is None:
            self.list_()

    def list_(self, state: State = "", workspace: Workspace = "", limit: Limit = 20, json: Json = False) -> None:
        """List what waits, or what is in one state. Example: [bold]python app.py outbox list --state failed[/]"""
        now = self._now()
        found = self._find(partial(desk.overview, state=state, workspace=workspace, most=limit, now=now))
        if json:
            typer.echo(found.model_dump_json(indent=2))
        else:
            prints.overview(self._console, found, state, now)

    def explain(
        self, key: Annotated[str, typer.Argument(metavar="KEY")], workspace: Workspace = "", json: Json = False
    ) -> None:
        """Tell one message's life, and why it waits. Example: [bold]python app.py outbox explain nudge:U1.c2:1[/]"""
        now = self._now()
        story = self._find(partial(desk.story, key=key, workspace=workspace, now=now))
        if json:
            typer.echo(story.model_dump_json(indent=2))
        else:
            prints.story(self._console, story, now)

    def retry(self, keys: Keys = None, state: State = "", workspace: Workspace = "", yes: Yes = False) -> None:
        """Have messages go now, as if they were new. Example: [bold]python app.py outbox retry --state failed[/]"""
        choice = _choice(keys, state, workspace)
        if self._sure(choice, RETRY, yes):
            many = self._find(partial(changes.retry, choice=choice, now=self._now()))
            self._say(f"{_messages(many)} queued again, to go when their turn comes.")

    def cancel(self, keys: Keys = None, state: State = "", workspace: Workspace = "", yes: Yes = False) -> None:
        """Take back what waits, for good. Example: [bold]python app.py outbox cancel nudge:U1.c2:1[/]"""
        choice = _choice(keys, state, workspace)
        if self._sure(choice, CANCEL, yes):
            self._say(f"{_messages(self._find(partial(changes.cancel, choice=choice)))} taken back.")

    def resume(self, workspace: Annotated[str, typer.Argument(metavar="WORKSPACE")]) -> None:
        """Lift a suspension, once its cause is fixed. Example: [bold]python app.py outbox resume T0123[/]"""
        reason = self._find(partial(changes.resume_workspace, workspace=workspace))
        self._say(f"{workspace} goes on. It was suspended for this: {reason}. If that still holds, it will be again.")

    def _find(self, work: Work[T]) -> T:
        try:
            return self._ask(work)
        except desk.Impossible as problem:
            raise SystemExit(str(problem)) from None

    def _say(self, sentence: str) -> None:
        self._console.print(sentence, markup=False, highlight=False)

    def _sure(self, choice: Selection, change: Change, yes: bool) -> bool:
        """Ask first when several are changed, or when somebody may read something twice."""
        counts = self._find(partial(changes.chosen_messages, choice=choice, change=change))
        if not counts.total():
            self._say("There is none.")
            return False
        question = _question(counts, change)
        if question and not yes:
            if not sys.stdin.isatty():
                raise SystemExit(f"{question} Add --yes to answer beforehand.")
            typer.confirm(question, abort=True)
        return True


def _choice(keys: list[str] | None, state: str, workspace: str) -> Selection:
    if bool(keys) == bool(state):
        raise SystemExit("Say which: either their keys, or --state. What there is: python app.py outbox")
    return Selection(keys=tuple(keys or ()), state=state, workspace=workspace)


def _question(counts: Counter[str], change: Change) -> str:
    """The question; empty when there is no need to ask."""
    perhaps = sum(counts[state] for state in PERHAPS) if change is RETRY else 0
    if counts.total() == 1 and not perhaps:
        return ""
    twice = f" {perhaps} of them perhaps arrived, and may then be read twice." if perhaps else ""
    return f"{_messages(counts.total())} to be {change.done}.{twice} Go on?"


def _messages(many: int) -> str:
    return f"{many:,} message" if many == 1 else f"{many:,} messages"
