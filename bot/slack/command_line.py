"""`python app.py slack`: what Slack needs to know."""

import json
from typing import Annotated

import typer

from bot.slack.manifest import manifest


def group() -> typer.Typer:
    slack = typer.Typer(no_args_is_help=True, help="What Slack needs to know.")
    slack.callback()(lambda: None)  # one command alone would otherwise swallow its own name
    slack.command("manifest")(print_manifest)
    return slack


def print_manifest(
    url: Annotated[str, typer.Argument(help="Heraut's public https address; none for Socket Mode.")] = "",
    look_back: Annotated[
        bool, typer.Option("--look-back", help="Let it see what arrived, where Slack did not say.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Let it hear when somebody does not want to be disturbed.")
    ] = False,
) -> None:
    """Print the app manifest. Example: [bold]python app.py slack manifest https://heraut.example.com[/]"""
    made = manifest("Heraut", url or None, look_back=look_back, quiet=quiet)
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
