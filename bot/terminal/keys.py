"""`python app.py keys`: the keys that encrypt the secrets in the store."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Protocol

import typer
from pydantic import SecretStr
from rich.console import Console

from handlers.core.interaction import Now
from handlers.core.work import Ask
from handlers.encryption import sealed
from handlers.encryption.key_file import file_beside, keys_from, read_keys, split_keys, write_keys
from handlers.encryption.keys import Keys, NotAKey, new_key

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]


class Settings(Protocol):
    """The settings about the store and its keys."""

    database_url: str
    heraut_keys: SecretStr
    keys_file: str


class Place:
    """Where a store is, and the keys of its secrets: in the settings, or in a file."""

    def __init__(self, store: str, given: str = "", file: str = "") -> None:
        """`store`: the address of the store; `given`: the keys in the settings; `file`: the file that they name."""
        self.store, self.given = store, split_keys(given)
        self.file = Path(file) if file else file_beside(store)
        self.named = "HERAUT_KEYS" if self.given else str(file)

    @classmethod
    def of(cls, settings: Settings) -> "Place":
        """As the settings say."""
        return cls(settings.database_url, settings.heraut_keys.get_secret_value(), settings.keys_file)

    def open(self, *, create: bool = False) -> Keys:
        """The keys. Ends the program with a sentence if one of them is not a key."""
        try:
            return keys_from(" ".join(self.given), self.file, create=create)
        except NotAKey as problem:
            raise SystemExit(f"{self.named}: {problem}") from None
        except OSError as problem:
            raise SystemExit(f"{self.named} cannot be used: {problem.strerror}.") from None


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
