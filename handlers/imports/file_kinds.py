"""What kind of file it is, by its first bytes: a name says little."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from handlers.imports.table import FileTable, UnreadableFile
from handlers.imports.text_file import text_table
from handlers.imports.workbook import workbook_table

LARGEST = 100_000_000  # bytes
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # Excel until 2003, and anything newer with a password
LOCKED = "EncryptedPackage".encode("utf-16-le")
SPLIT = "Split it, and import one part after the other."
SAVE_AS = "Save it as .xlsx or as CSV, and import that."
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")


def _is_page(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].lower().startswith((b"<!doctype", b"<html", b"<table", b"<?xml"))


KINDS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda start: not start.strip(), "This file is empty."),
    (lambda start: start.startswith(PICTURES), f"This is a picture, not a table. {SAVE_AS}"),
    (lambda start: start.startswith(b"%PDF"), f"This is a PDF, not a table. Open what it was made from. {SAVE_AS}"),
    (_is_page, f"This is a web page, not a table. Open it in a spreadsheet program. {SAVE_AS}"),
)


def open_table(file: Path, encoding: str = "", sheet: str = "") -> FileTable:
    """The table in a file. Raises UnreadableFile, with what to do."""
    try:
        size = file.stat().st_size
        with file.open("rb") as source:
            kind = _kind(source)
    except OSError as problem:
        raise UnreadableFile(f"{file} cannot be read: {problem.strerror}") from None
    if size > LARGEST:
        raise UnreadableFile(f"This file is larger than {LARGEST // 1_000_000} MB. {SPLIT}")
    if kind == "zip":
        _check_archive(file)
        return workbook_table(file, sheet)
    if sheet:
        raise UnreadableFile("Only a workbook has sheets. Leave out --sheet.")
    return text_table(file, encoding)


def _kind(source: BinaryIO) -> str:
    start = source.read(4096)
    for fits, sentence in KINDS:
        if fits(start):
            raise UnreadableFile(sentence)
    if start.startswith(COMPOUND):
        rest = source.read(10_000_000)
        if LOCKED in start + rest:
            raise UnreadableFile("This workbook is protected by a password. Save a copy without one, and import that.")
        raise UnreadableFile(f"This is a workbook of Excel 2003 or older. {SAVE_AS}")
    return "zip" if start.startswith(b"PK") else "text"


def _check_archive(file: Path) -> None:
    try:
        with ZipFile(file) as archive:
            names = {one.filename for one in archive.infolist()}
            size = sum(one.file_size for one in archive.infolist())
    except (BadZipFile, OSError, ValueError):
        raise UnreadableFile("This file is damaged. Download or save it once more.") from None
    if "xl/workbook.xml" not in names:
        found = [name for name in names if name.lower().endswith((".csv", ".xlsx"))]
        inside = "Unpack it, and import what is in it." if found else SAVE_AS
        raise UnreadableFile(f"This is an archive, but not a workbook (.xlsx). {inside}")
    if size > 2 * LARGEST:
        raise UnreadableFile(f"This workbook is too large. {SPLIT}")
