"""Where the keys come from: the settings, or a file beside the store that only Heraut's account can read."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from handlers.encryption.keys import Keys, new_key
from models.store_file import file_of, make_private

OURS = 0o600
HEAD = (
    "# Heraut's keys. They decrypt the secrets in its store: keep a copy apart from your backups. The first encrypts.\n"
)


def split_keys(given: str) -> tuple[str, ...]:
    """Keys as they stand in the settings, with commas or spaces between them."""
    return tuple(key for key in re.split(r"[\s,]+", given) if key)


def file_beside(url: str) -> Path:
    """Where the file of keys is, unless the settings name another: beside an SQLite store, or in this folder."""
    store = file_of(url)
    return store.with_name(f"{store.name}.keys") if store else Path("heraut.keys")


def keys_from(given: str, file: Path, *, create: bool) -> Keys:
    """The keys in the settings, or else those in the file. `create`: whether to make the file. Raises `NotAKey`."""
    if keys := split_keys(given):
        return Keys(lambda: keys)
    if create and not file.exists():
        write_keys(file, [new_key()])
    make_private(file)
    return Keys(lambda: read_keys(file))


def read_keys(file: Path) -> tuple[str, ...]:
    """The keys in the file, the first one first; none if there is no file."""
    lines = file.read_text().splitlines() if file.exists() else []
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def write_keys(file: Path, keys: Sequence[str]) -> None:
    """Replace the keys in the file, all at once, so that nobody reads half of it."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OURS), "w") as writing:
        writing.write(HEAD + "".join(f"{key}\n" for key in keys))
        writing.flush()
        os.fsync(writing.fileno())
    new.replace(file)
