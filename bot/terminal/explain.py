"""`python app.py explain`: how Heraut reads what people type."""

from datetime import datetime
from typing import Annotated

import typer

from handlers.advocates.countries import read_country
from handlers.core.interaction import Now
from handlers.core.language import Words
from handlers.dates.answers import told_pause
from handlers.dates.asker import Asker
from handlers.dates.question import Question

Texts = Annotated[list[str], typer.Argument(metavar="TEXT…", help="Each as one would type it after `pause`.")]
Language = Annotated[str, typer.Option(help="Of the answer, en or nl. Texts may be in either.")]
Country = Annotated[str, typer.Option(help="Whose holidays and dates in digits are meant, such as NL or DE-BY.")]
Today = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which it is typed.")]


def group(now: Now) -> typer.Typer:
    """`explain date`."""
    explain = typer.Typer(no_args_is_help=True, help="How Heraut reads what people type.", rich_markup_mode="rich")

    @explain.callback()
    def several() -> None:
        pass

    @explain.command(name="date")
    def date_(texts: Texts, language: Language = "en", country: Country = "", today: Today = None) -> None:
        """When messages come again, or -, and how that was read.

        Example: [bold]python app.py explain date "until friday" "for 2 weeks" --country NL --today 2026-12-01[/]
        """
        where = read_country(country)
        if where is None:
            raise SystemExit(f"“{country}” is not a country whose holidays are known. Try: NL, Germany or DE-BY")
        asker = Asker((today or now()).date(), where)
        for text in texts:
            typer.echo(_line(text, asker, Words.of(language)))

    return explain


def _line(text: str, asker: Asker, words: Words) -> str:
    from handlers.dates.reader import read_pause

    read = read_pause(text, asker)
    if isinstance(read, Question):
        return f"-\t{read.told(words)}"
    return f"{read.again}\t{told_pause(words, read, asker.today)}"
