"""What openpyxl does not tell of a sheet that it reads by rows: its merged cells, and whether it has formulas."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from handlers.imports.table import UnreadableFile

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
CHUNK = 1 << 16
LONGEST_TAG = 200  # bytes
MOST = 2_000


class Area(NamedTuple):
    """Cells that are merged; rows from 1, columns from 0."""

    name: str
    left: int
    top: int
    right: int
    bottom: int


class Scan(NamedTuple):
    merged: Sequence[Area] = ()
    formulas: bool = False

    def merged_in(self, row: int) -> Sequence[Area]:
        return [area for area in self.merged if area.top <= row <= area.bottom]


def scanned(file: Path, sheet: str) -> Scan:
    """The sheet at this path in the archive. Raises UnreadableFile if there is too much of it."""
    areas, formulas, kept = dict[str, Area](), False, b""
    with ZipFile(file) as archive, archive.open(sheet.removeprefix("/")) as source:
        while chunk := source.read(CHUNK):
            text = kept + chunk
            formulas = formulas or FORMULA.search(text) is not None
            areas |= {area.name: area for area in map(_area, MERGED.finditer(text))}
            if len(areas) > MOST:
                raise UnreadableFile("This sheet has thousands of merged cells. Unmerge them, and fill in each row.")
            kept = text[-LONGEST_TAG:]
    return Scan(sorted(areas.values(), key=lambda area: area.top), formulas)


def _area(found: re.Match[bytes]) -> Area:
    from openpyxl.utils import range_boundaries

    name = found[1].decode()
    left, top, right, bottom = range_boundaries(name)
    return Area(name, left - 1, top, right - 1, bottom)
