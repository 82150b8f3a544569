"""`python app.py teams`: what Microsoft Teams needs to know."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.teams import package


def group(known: Callable[[], tuple[str, str]]) -> typer.Typer:
    """`known`: the app id and Heraut's public address, as far as they are set."""

    def write_package(path: Annotated[Path, typer.Argument(help="The zip file to write.")]) -> None:
        """Write the Teams app package. Example: [bold]python app.py teams package heraut.zip[/]"""
        try:
            package.write(path, *known())
        except ValueError as problem:
            raise SystemExit(str(problem)) from None
        typer.echo(f"Written: {path}. Upload it at admin.teams.microsoft.com → Teams apps → Manage apps.")

    teams = typer.Typer(no_args_is_help=True, help="What Microsoft Teams needs to know.")
    teams.callback()(lambda: None)  # one command alone would otherwise swallow its own name
    teams.command("package")(write_package)
    return teams
