"""The cells of a workbook as text and as days."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Protocol

from handlers.imports.table import LONGEST_CELL, TOO_LARGE, FileRow
from handlers.imports.workbook_scan import Area

NO_RESULT = "It is a formula without a result. Open the file in a spreadsheet program, save it, and import it again."
MERGED = "It lies in the merged cells {area}. Unmerge them, and fill in each row."
MAY_BE_DAYS = range(1, 2_958_466)  # the last one is the end of the year 9999
UNSEEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
ESCAPED = re.compile(
    r"_x(00[01][0-9A-Fa-f])_"
)  # how the format writes what XML cannot; openpyxl undoes only its own underscore


class SheetCell(Protocol):
    """What we use of a cell of openpyxl."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


def line_of(
    number: int, row: Sequence[SheetCell], written: Sequence[SheetCell], merged: Sequence[Area], epoch: datetime
) -> FileRow:
    """`written`: the same cells with their formulas, if there are any; `epoch`: the day from which days are counted."""
    values = [one.value for one in row]
    cells = [_text(value) for value in values]
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return FileRow(number, wrong=TOO_LARGE)
    flaws = {at: NO_RESULT for at, one in enumerate(written) if one.data_type == "f" and values[at] is None}
    return FileRow(number, cells, _days(values, epoch), {**flaws, **_covered(merged)})


def _covered(merged: Iterable[Area]) -> Mapping[int, str]:
    return {at: MERGED.format(area=area.name) for area in merged for at in range(area.left, area.right + 1)}


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return UNSEEN.sub("", ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))


def _days(values: Sequence[object], epoch: datetime) -> Mapping[int, date]:
    found = ((at, _day(value, epoch)) for at, value in enumerate(values))
    return {at: day for at, day in found if day is not None}


def _day(value: object, epoch: datetime) -> date | None:
    from openpyxl.utils.datetime import from_excel

    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case int() | float() if not isinstance(value, bool) and int(value) in MAY_BE_DAYS:
            day = from_excel(value, epoch)
            return day.date() if isinstance(day, datetime) else None
        case _:
            return None
