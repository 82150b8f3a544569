"""`python app.py guide`: checks the files of a guide before Heraut reads them."""

from pathlib import Path
from typing import Annotated

import typer

from handlers.guide.files import check_cards
from handlers.papers.mistakes import Mistake

LANGUAGES = {"en": "English", "nl": "Dutch"}
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder with en/ and nl/, as in GUIDE_FOLDER.")]


def group() -> typer.Typer:
    """`guide check`."""
    guide = typer.Typer(no_args_is_help=True, help="The files of your own guide.", rich_markup_mode="rich")

    @guide.callback()
    def chosen() -> None:
        """The files of your own guide."""

    @guide.command()
    def check(folder: Folder) -> None:
        """Read every card, and tell each mistake: the file, the line and what to do. Ends with 1 if there is one.

        Example: [bold]python app.py guide check our-guide[/]
        """
        try:
            found = check_cards(folder)
        except (Mistake, OSError) as problem:
            raise SystemExit(str(problem)) from None
        for mistake in found.mistakes:
            typer.echo(str(mistake))
        for language, cards in found.cards.items():
            typer.echo(f"{LANGUAGES[language]}: {len(cards)} can be read.")
        if found.mistakes:
            raise SystemExit(f"{len(found.mistakes)} to correct. Until then the guide stays as it is.")

    return guide
