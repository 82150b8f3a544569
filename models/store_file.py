"""The files of an SQLite store: for the account that runs Heraut alone."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

OURS = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside its file, with the same mode


def file_of(url: str) -> Path | None:
    """The file of an SQLite store; None for a store in memory, or on a server."""
    address = make_url(url)
    named = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    return Path(address.database) if named and address.database and not address.database.startswith("file:") else None


def holds_something(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def create(file: Path) -> None:
    """Create the file before SQLite does, which would let others read it. An existing file is left alone."""
    with suppress(OSError):  # SQLite then says what is wrong with the folder
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, OURS))


def make_private(file: Path) -> None:
    """Take the file, and what is beside it, away from other accounts. What belongs to another account stays."""
    for one in readable_by_others(file):
        with suppress(PermissionError):
            one.chmod(OURS)


def readable_by_others(file: Path) -> list[Path]:
    """Which of the store's files other accounts of this machine may read or change."""
    return [one for one in _files(file) if stat.S_IMODE(one.stat().st_mode) & OTHERS]


def _files(file: Path) -> Iterator[Path]:
    return (one for one in (file, *(Path(f"{file}{end}") for end in BESIDE)) if one.exists())
