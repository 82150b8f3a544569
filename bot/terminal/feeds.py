"""`python app.py feeds`: what Heraut would take from a feed, and following the feeds of a list."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from handlers.core.interaction import Now
from handlers.core.work import Ask
from handlers.feeds.follows import MOST
from handlers.feeds.formats.found import Feed, NoFeed
from handlers.feeds.list_import import ListedFeed, follow_list
from handlers.imports.imports import NobodyToAsk, importer
from handlers.registry.fetched import Fetched

LARGEST = 10_000_000  # bytes
Fetch = Callable[[str, Sequence[str]], Fetched]
TextOf = Callable[[bytes], str]
Source = Annotated[
    str, typer.Argument(metavar="FILE|URL", help="A file, or the address of a feed; - is what comes in.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="A list of feeds (OPML); - is what comes in.")]
By = Annotated[str, typer.Option("--by", help="Whose feeds they become: the id of a champion, if there are several.")]
Workspace = Annotated[str, typer.Option(help="The id of their workspace, if there are several.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen, feed by feed.")]
Address = Annotated[str, typer.Option(help="Where a file's feed lies on the web: its relative links begin there.")]
Allow = Annotated[
    list[str], typer.Option(help="A HOST:PORT that is not public and may be read all the same, for tests.")
]


def group(now: Now, fetch: Fetch, text_of: TextOf, ask: Ask) -> typer.Typer:
    """`feeds read` and `feeds import`."""
    feeds = typer.Typer(no_args_is_help=True, help="Feeds, and what is taken from them.", rich_markup_mode="rich")

    @feeds.command("import")
    def follow(file: File, by: By = "", workspace: Workspace = "", dry_run: Dry = False) -> None:
        """Follow the feeds of a list (OPML) that another feed reader wrote. Each is followed once.

        Example: [bold]python app.py feeds import feeds.opml --dry-run[/]
        """
        from handlers.feeds.formats.opml import feeds_in

        listed = feeds_in(text_of(_bytes_of(file)))
        if not listed:
            raise SystemExit(f"{file} is no list of feeds (OPML). Feed readers write one under “Export”.")
        try:
            who = ask(partial(importer, person=by, workspace=workspace, now=now()))
        except NobodyToAsk as problem:
            raise SystemExit(str(problem)) from None
        theirs = (who.workspace, who.person)
        _tell(ask(partial(follow_list, who=theirs, listed=listed, now=now(), dry=dry_run)), dry=dry_run)

    @feeds.command()
    def read(source: Source, address: Address = "", allow: Allow = []) -> None:  # noqa: B006 - typer copies it
        """What would be taken from a feed, and to standard error what would be left out, and why.

        A line for each entry: its moment in UTC or -, its address and its title, with tabs between them.
        Ends with 1 if there is no feed. Nothing is stored.

        Example: [bold]python app.py feeds read https://example.com/feed.xml[/]
        """
        from handlers.feeds.formats.reader import read_feed

        if source.lower().startswith(("http://", "https://")):
            fetched = fetch(source, allow)
        else:
            fetched = Fetched(address=address, text=text_of(_bytes_of(source)))
        if fetched.problem:
            raise SystemExit(f"{source} cannot be read: {fetched.problem}.")
        _print(source, fetched, read_feed(fetched.text, fetched.address, now(), cut=fetched.cut))

    return feeds


def _tell(told: Sequence[ListedFeed], *, dry: bool) -> None:
    """A line for each feed, and how many there are. Ends with 1 if some are too many."""
    for one in told:
        typer.echo(f"{one.became}\t{one.feed.address}\t{one.feed.title}")
    counts = Counter(one.became for one in told)
    said = f"{counts['new']} new, {counts['followed already']} followed already."
    if counts["too many"]:
        said += f" {counts['too many']} not followed: a workspace follows {MOST} feeds at most."
    typer.echo(f"{said} Nothing was changed: this was a dry run." if dry else said)
    raise SystemExit(1 if counts["too many"] else 0)


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
