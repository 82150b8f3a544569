"""Which column of a table holds what, by its name."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("columns.toml")
NEEDED = "address", "text"  # one of them, beside another column, makes a first row
FEWEST = 2


class Columns(NamedTuple):
    """The positions of the columns of each field, and the names of those that hold something else."""

    at: Mapping[str, Sequence[int]]
    unknown: Sequence[str]
    width: int

    @property
    def is_header(self) -> bool:
        return len(self.at) >= FEWEST and any(field in self.at for field in NEEDED)


def columns_of(cells: Iterable[str]) -> Columns:
    """The columns that these names stand for."""
    known, at, unknown, width = fields_by_name(), dict[str, list[int]](), [], 0
    for position, cell in enumerate(cells):
        if not cell.strip():
            continue
        width = position + 1
        if field := known.get(_key(cell)):
            at.setdefault(field, []).append(position)
        else:
            unknown.append(" ".join(cell.split())[:40])
    return Columns(at, unknown, width)


@cache
def field_labels() -> Mapping[str, str]:
    """What people call each field."""
    return {field: about["label"] for field, about in _read().items()}


@cache
def fields_by_name() -> Mapping[str, str]:
    """The field that each known name stands for."""
    return {name: field for field, names in names_by_field().items() for name in names}


@cache
def names_by_field() -> Mapping[str, AbstractSet[str]]:
    return {field: {_key(name) for name in about["names"].split(",")} for field, about in _read().items()}


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _key(name: str) -> str:
    """The letters of a name alone: `Image1_URL`, `image url` and `ImageUrl` are one."""
    return re.sub(r"[\W\d_]+", "", unicodedata.normalize("NFKC", name).casefold())
