"""Tables in workbooks (.xlsx), read a row at a time."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice, repeat
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

from handlers.imports.columns import columns_of
from handlers.imports.table import FIRST, MOST_COLUMNS, FileRow, FileTable, UnreadableFile
from handlers.imports.workbook_cells import SheetCell, line_of
from handlers.imports.workbook_scan import Scan, scanned

DAMAGED = "This workbook is damaged. Open it in a spreadsheet program, and save it once more."
TROUBLE = (BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError, AttributeError, IndexError)


class OpenSheet(Protocol):
    """What we use of a sheet of openpyxl, which has no types."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, max_col: int) -> Iterator[Sequence[SheetCell]]: ...


class OpenBook(Protocol):
    """What we use of a workbook of openpyxl."""

    epoch: datetime
    worksheets: Sequence[OpenSheet]

    def __getitem__(self, title: str, /) -> OpenSheet: ...
    def close(self) -> None: ...


def workbook_table(file: Path, wanted: str = "") -> FileTable:
    """The sheet named `wanted`, or the first that names its columns. Raises UnreadableFile."""
    names = _sheets(file)
    if wanted and wanted not in names:
        raise UnreadableFile(f"There is no sheet “{wanted}”. There are: {', '.join(names)}.")
    sheet = wanted or next((name for name in names if _names_columns(file, name)), names[0])
    scan = _scan(file, sheet)
    left = ", ".join(f"“{name}”" for name in names if name != sheet)
    return FileTable(lambda: _lines(file, sheet, scan), f"sheet “{sheet}”" + (f", not {left}" if left else ""))


def _sheets(file: Path) -> list[str]:
    """The names of the sheets that are not hidden."""
    with closing(_opened(file)) as book:
        names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not names:
        raise UnreadableFile("This workbook has no sheet with a table.")
    return names


def _names_columns(file: Path, sheet: str) -> bool:
    return any(columns_of(line.cells).is_header for line in islice(_lines(file, sheet, Scan()), FIRST))


def _scan(file: Path, sheet: str) -> Scan:
    with closing(_opened(file)) as book:
        return scanned(file, book[sheet]._worksheet_path)  # noqa: SLF001 - nothing else tells


def _opened(file: Path, *, results: bool = True) -> OpenBook:
    """The workbook, with what its formulas result in or with the formulas themselves. Raises UnreadableFile."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and drawings, which are left out anyway
            book: OpenBook = load_workbook(file, read_only=True, data_only=results, keep_links=False)
    except TROUBLE:
        raise UnreadableFile(DAMAGED) from None
    return book


def _lines(file: Path, sheet: str, scan: Scan) -> Iterator[FileRow]:
    """The rows. Where a sheet has formulas, it is read twice: for them, and for what they resulted in."""
    with closing(_opened(file)) as book, closing(_opened(file, results=False)) as source:
        formulas = _rows(source[sheet]) if scan.formulas else repeat(())
        for number, (row, written) in enumerate(zip(_rows(book[sheet]), formulas, strict=False), 1):
            yield line_of(number, row, written, scan.merged_in(number), book.epoch)


def _rows(sheet: OpenSheet) -> Iterator[Sequence[SheetCell]]:
    sheet.reset_dimensions()  # what a file says about its own size is often wrong
    rows = iter(sheet.iter_rows(max_col=MOST_COLUMNS))
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about days that are none
                row = next(rows)
        except StopIteration:
            return
        except TROUBLE:
            raise UnreadableFile(DAMAGED) from None
        yield row
