"""Where a store is, and the keys of its secrets."""

from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from handlers.encryption.key_file import file_beside, keys_from, split_keys
from handlers.encryption.keys import Keys, NotAKey


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
