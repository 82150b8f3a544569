"""`python app.py feeds`: what Heraut would take from a feed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from handlers.core.interaction import Now
from handlers.feeds.formats.found import Feed, NoFeed
from handlers.feeds.formats.reader import read_feed
from handlers.registry.fetched import Fetched

LARGEST = 10_000_000  # bytes
Fetch = Callable[[str, Sequence[str]], Fetched]
TextOf = Callable[[bytes], str]
Source = Annotated[
    str, typer.Argument(metavar="FILE|URL", help="A file, or the address of a feed; - is what comes in.")
]
Address = Annotated[str, typer.Option(help="Where a file's feed lies on the web: its relative links begin there.")]
Allow = Annotated[
    list[str], typer.Option(help="A HOST:PORT that is not public and may be read all the same, for tests.")
]


def group(now: Now, fetch: Fetch, text_of: TextOf) -> typer.Typer:
    """`feeds read`."""
    feeds = typer.Typer(no_args_is_help=True, help="Feeds, and what is taken from them.", rich_markup_mode="rich")

    @feeds.callback()
    def several() -> None:
        pass

    @feeds.command()
    def read(source: Source, address: Address = "", allow: Allow = []) -> None:  # noqa: B006 - typer copies it
        """What would be taken from a feed, and to standard error what would be left out, and why.

        A line for each entry: its moment in UTC or -, its address and its title, with tabs between them.
        Ends with 1 if there is no feed. Nothing is stored.

        Example: [bold]python app.py feeds read https://example.com/feed.xml[/]
        """
        if source.lower().startswith(("http://", "https://")):
            fetched = fetch(source, allow)
        else:
            fetched = Fetched(address=address, text=text_of(_bytes_of(source)))
        if fetched.problem:
            raise SystemExit(f"{source} cannot be read: {fetched.problem}.")
        _print(source, fetched, read_feed(fetched.text, fetched.address, now(), cut=fetched.cut))

    return feeds


def _bytes_of(source: str) -> bytes:
    try:
        if source == "-":
            return typer.get_binary_stream("stdin").read(LARGEST)
        with Path(source).open("rb") as file:
            return file.read(LARGEST)
    except OSError as problem:
        raise SystemExit(f"{source} cannot be read: {problem.strerror}.") from None


def _print(source: str, fetched: Fetched, found: Feed | NoFeed) -> None:
    if fetched.moved:
        typer.echo(f"The feed has moved for good, to {fetched.moved}", err=True)
    if fetched.cut:
        typer.echo(f"The feed is longer than {LARGEST // 1_000_000} MB: only its beginning is read.", err=True)
    if isinstance(found, NoFeed):
        offers = "".join(f"\nIt has a feed at {address}" for address in found.offers)
        raise SystemExit(f"{source} is no feed: {found.why}.{offers}")
    for entry in found.entries:
        moment = entry.moment.strftime("%Y-%m-%dT%H:%MZ") if entry.moment else "-"
        typer.echo(f"{moment}\t{entry.address}\t{entry.title}")
    for left in found.left_out:
        typer.echo(f"left out: {left.what}: {left.why}", err=True)
    for note in found.notes:
        typer.echo(f"note: {note}", err=True)
    taken, left_out = len(found.entries), len(found.left_out)
    typer.echo(f"{taken} would be taken, {left_out} left out.", err=True)
