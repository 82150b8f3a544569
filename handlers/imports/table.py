"""A table that was read from a file: a line at a time, each with the number that a spreadsheet shows beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

MOST_ROWS = 5_000  # the store is busy while they are written
MOST_COLUMNS = 100
FIRST = 10  # rows, one of which names the columns
LONGEST_CELL = 100_000  # characters
TOO_LARGE = f"It is larger than {LONGEST_CELL:,} characters. Is a quotation mark missing in it, or before it?"


class UnreadableFile(Exception):
    """A sentence: why a file cannot be read, and what to do."""


class FileRow(NamedTuple):
    """A row of a table, its cells by position. `wrong`: why none of it can be used."""

    number: int  # as in a spreadsheet, from 1
    cells: Sequence[str] = ()
    days: Mapping[int, date] = {}  # of the cells of a workbook that are days, or numbers that may be days
    flaws: Mapping[int, str] = {}  # why a cell cannot be used
    wrong: str = ""

    @property
    def empty(self) -> bool:
        return not self.wrong and not self.flaws and not any(cell.strip() for cell in self.cells)

    def cell_name(self, position: int) -> str:
        """A cell as a spreadsheet names it, such as B7."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(position + 1)}{self.number}"


class FileTable(NamedTuple):
    """Each call of `lines` reads the file from its start. `about`: how it was read, for people."""

    lines: Callable[[], Iterator[FileRow]]
    about: str
