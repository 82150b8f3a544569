"""Files to import, and what is read from them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from handlers.dates.asker import Asker
from handlers.imports.file_kinds import open_table
from handlers.imports.rows import Importer, ImportRow, Refusal, read_rows

TODAY = date(2026, 12, 2)
WHO = Importer("W", "boss", "Europe/Amsterdam", Asker(TODAY, "NL"), ("Events", "Jobs"))
HEADER = "Address", "Title", "Text"
Row = ImportRow | Refusal


def csv_file(folder: Path, body: str | bytes, name: str = "posts.csv") -> Path:
    file = folder / name
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return file


def workbook(
    folder: Path,
    rows: Iterable[Sequence[object]],
    *,
    header: Sequence[str] = HEADER,
    merged: Sequence[str] = (),
    mac: bool = False,
    formulas: Mapping[str, tuple[str, object]] = {},
) -> Path:
    """An .xlsx as a program writes it. Days are cells that are formatted as days."""
    file = folder / "posts.xlsx"
    with xlsxwriter.Workbook(str(file), {"date_1904": mac, "default_date_format": "d mmm yyyy"}) as book:
        sheet = book.add_worksheet("Content")
        for number, row in enumerate((header, *rows)):
            for position, value in enumerate(row):
                if isinstance(value, date) and not isinstance(value, datetime):
                    sheet.write_datetime(number, position, datetime(value.year, value.month, value.day))  # noqa: DTZ001
                elif value is not None:
                    sheet.write(number, position, value)
        for area in merged:
            sheet.merge_range(area, "both")
        for cell, (formula, result) in formulas.items():
            sheet.write_formula(cell, formula, None, result)
    return file


def rows_of(file: Path, who: Importer = WHO, *, encoding: str = "", sheet: str = "") -> list[Row]:
    return [*read_rows(open_table(file, encoding, sheet), who)]


def fit(file: Path, *, encoding: str = "", sheet: str = "") -> ImportRow:
    """The only row, which is taken."""
    (row,) = rows_of(file, encoding=encoding, sheet=sheet)
    assert isinstance(row, ImportRow), row
    return row


def refusal(file: Path, *, encoding: str = "", sheet: str = "") -> str:
    """Why the only row is not taken."""
    (row,) = rows_of(file, encoding=encoding, sheet=sheet)
    assert isinstance(row, Refusal), row
    return row.why
