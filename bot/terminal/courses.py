"""`python app.py courses`: courses of your own, checked before Heraut starts with them."""

from pathlib import Path
from typing import Annotated

import typer

from handlers.academy.files import read_courses
from handlers.papers.mistakes import Mistake

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="With files in en/ and nl/.")]


def group() -> typer.Typer:
    """`courses check`."""
    courses = typer.Typer(no_args_is_help=True, help="Courses of your own.", rich_markup_mode="rich")

    @courses.callback()
    def several() -> None:
        pass

    @courses.command()
    def check(folder: Folder) -> None:
        """Read the courses of a folder, and say what is wrong. Example: [bold]python app.py courses check courses[/]"""
        try:
            found = read_courses(folder)
        except (Mistake, OSError) as problem:
            raise SystemExit(str(problem)) from None
        for one in found:
            typer.echo(f"{one.language}\t{one.course}\t{len(one.cards)} cards\t{one.title}")
        typer.echo(f"{len(found)} files are courses.")

    return courses
