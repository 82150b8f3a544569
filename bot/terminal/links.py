"""`python app.py links`: which crawlers are known, and what one counts as."""

from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console

from handlers.links.crawlers import judge, read_kept


def group(crawlers_file: Callable[[], str], console: Console) -> typer.Typer:
    """`links crawlers`."""
    links = typer.Typer(no_args_is_help=True, help="Tracked links, and who is told from a person.")

    @links.callback()
    def several() -> None:
        pass

    @links.command()
    def crawlers(
        agent: Annotated[str, typer.Argument(help="What something calls itself: its User-Agent.")] = "",
    ) -> None:
        """How many crawlers are known, and what one counts as. Example: [bold]python app.py links crawlers curl/8[/]"""
        kept = read_kept(crawlers_file())
        where = crawlers_file() or "the list that Heraut brings; CRAWLERS_FILE names a newer one"
        console.print(f"{len(kept)} crawlers are known by {where}.", markup=False)
        if agent:
            kind, source = judge(kept)(agent)
            console.print(f"This one is counted as: {kind} {f'({source})' if source else ''}".rstrip(), markup=False)

    return links
