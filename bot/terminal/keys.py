"""`python app.py keys`: the keys that encrypt the secrets in the store."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer
from rich.console import Console

from bot.terminal.key_place import Place
from handlers.core.interaction import Now
from handlers.core.work import Ask
from handlers.encryption import sealed
from handlers.encryption.key_file import read_keys, write_keys
from handlers.encryption.keys import new_key

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]


def group(ask: Ask, place: Callable[[], Place], now: Now, console: Console) -> typer.Typer:
    """`keys new`, `keys rotate` and `keys renew`."""
    keys = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", help="The keys of the secrets in the store.")

    @keys.command()
    def new() -> None:
        """Print a new key, for HERAUT_KEYS. Example: [bold]python app.py keys new[/]"""
        typer.echo(new_key())

    @keys.command()
    def rotate() -> None:
        """Encrypt every secret with a new key, and drop the old one. Example: [bold]python app.py keys rotate[/]"""
        here = place()
        if len(here.given) == 1:
            raise SystemExit(f"Put a new key first, restart Heraut, then rotate: HERAUT_KEYS={new_key()},(the old key)")
        if not here.given:
            write_keys(here.file, [new_key(), *read_keys(here.file)])
        many = ask(partial(sealed.rotate, now=now()))
        if not here.given:
            write_keys(here.file, read_keys(here.file)[:1])
        after = "Now remove the other keys from HERAUT_KEYS, and restart." if here.given else "The old key is dropped."
        console.print(f"Encrypted with the new key: {_secrets(many)}. {after}", highlight=False)

    @keys.command()
    def renew(yes: Yes = False) -> None:
        """Replace secrets whose key is lost; addresses made so far end. Example: [bold]python app.py keys renew[/]"""
        if not yes:
            typer.confirm("Private addresses that Heraut made so far will not work any more. Go on?", abort=True)
        place().open(create=True)
        console.print(f"New ones are made when needed: {_secrets(ask(sealed.renew))}.", highlight=False)

    return keys


def _secrets(many: int) -> str:
    return "1 secret" if many == 1 else f"{many} secrets"
