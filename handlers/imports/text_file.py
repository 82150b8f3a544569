"""Tables as text: CSV with any usual delimiter and encoding."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from handlers.imports.columns import columns_of
from handlers.imports.table import FIRST, LONGEST_CELL, MOST_COLUMNS, TOO_LARGE, FileRow, FileTable, UnreadableFile

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHUNK = 1 << 16
LONGEST_LINE = 2 * LONGEST_CELL


def text_table(file: Path, encoding: str = "") -> FileTable:
    """The file as a table. `encoding`: empty to find out. Raises UnreadableFile."""
    encoding = encoding or encoding_of(file)
    delimiter = _delimiter(file, encoding)
    return FileTable(lambda: _lines(file, encoding, delimiter), f"{encoding}, separated by {DELIMITERS[delimiter]}")


def encoding_of(file: Path) -> str:
    """By its mark, or UTF-8 where all of it is, or Windows-1252."""
    with file.open("rb") as source:
        start = source.read(CHUNK)
        for mark, name in MARKS:
            if start.startswith(mark):
                return name
        if b"\0" in start:
            return _wide(start)
        source.seek(0)
        return "utf-8" if _is_utf8(source) else "windows-1252"


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters is zero. Raises UnreadableFile for anything else."""
    for name, zeros, others in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if zeros.count(0) > len(zeros) * 0.8 and others.count(0) == 0:
            return name
    raise UnreadableFile("This is not a table. Save it as .xlsx or as CSV, and import that.")


def _is_utf8(source: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := source.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _opened(file: Path, encoding: str) -> TextIO:
    # Windows-1252 leaves five bytes undefined.
    return file.open(encoding=encoding, errors="replace" if encoding == "windows-1252" else "strict", newline="")


def _delimiter(file: Path, encoding: str) -> str:
    """The one with which most columns are known by name."""
    found = {delimiter: _known(file, encoding, delimiter) for delimiter in DELIMITERS}
    return max(found, key=lambda delimiter: found[delimiter])


def _known(file: Path, encoding: str, delimiter: str) -> tuple[int, int]:
    """The columns known by name in the first rows, at most, and the cells of the widest."""
    rows = [line.cells for line, _ in zip(_lines(file, encoding, delimiter), range(FIRST), strict=False)]
    return max((len(columns_of(row).at) for row in rows), default=0), max(map(len, rows), default=0)


def _lines(file: Path, encoding: str, delimiter: str) -> Iterator[FileRow]:
    try:
        with _opened(file, encoding) as source:
            yield from _read(source, delimiter)
    except (UnicodeError, LookupError):
        raise UnreadableFile(
            f"This file is not written in {encoding}. Save it as “CSV UTF-8”, or name another with --encoding."
        ) from None


def _read(source: TextIO, delimiter: str) -> Iterator[FileRow]:
    short = _ShortLines(source)
    rows = csv.reader(short, delimiter=delimiter)
    number = 0
    while True:
        number, short.cut = number + 1, False
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield FileRow(number, wrong=TOO_LARGE)
            continue
        if number == 1 and cells and cells[0].lower().startswith("sep="):
            cells = []  # a hint to Excel
        if short.cut or any(len(cell) > LONGEST_CELL for cell in cells):
            yield FileRow(number, wrong=TOO_LARGE)
        else:
            yield FileRow(number, [cell.replace("\0", "") for cell in cells[:MOST_COLUMNS]])


class _ShortLines(Iterator[str]):
    """The lines of a file. `cut`: the end of one was left out, so that memory stays flat."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self.cut = False

    def __next__(self) -> str:
        line = self._source.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self.cut, line = True, "cut\n"
            while (rest := self._source.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
                pass
        return line
