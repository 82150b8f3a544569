"""Results as CSV and XLSX, in which nothing that a person wrote is ever a formula. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.core.interaction import Frozen
from handlers.core.language import Words
from handlers.results.cards import Worth, name
from handlers.results.funnel import By
from handlers.results.rates import Rate
from handlers.results.steps import Row, Table

Cell = str | int | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # the start of a cell that could run as a formula
WIDTH = 14  # of a column, in characters


class Book(Frozen):
    """What is exported: the total, then a table for each dimension. `titles`: content titles by id."""

    since: str
    until: str
    total: Row
    tables: Mapping[By, Table] = {}
    titles: Mapping[str, str] = {}
    worth: Worth | None = None


def csv_of(words: Words, book: Book) -> bytes:
    """The table as CSV, with the byte order mark that tells spreadsheets it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for line in lines(words, book):
        writer.writerow([_plain(cell) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(words: Words, book: Book) -> bytes:
    """The table as a workbook with one sheet, written row by row."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet(words.t("Results"))
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.set_column(0, 30, WIDTH)
        sheet.freeze_panes(1, 2)
        for number, line in enumerate(lines(words, book)):
            for place, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell, bold if number == 0 else None)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    return file.getvalue()


def lines(words: Words, book: Book) -> Iterator[Sequence[Cell]]:
    """The column names, then a line for each row that may be shown."""
    yield tuple(_columns(words, book.worth))
    yield _line(words, book, words.t("All"), f"{book.since} – {book.until}", book.total)
    headings: Mapping[By, str] = {
        "week": words.t("Week"),
        "content": words.t("Content"),
        "topic": words.t("Topic"),
        "team": words.t("Team"),
        "network": words.t("Network"),
    }
    for by, heading in headings.items():
        table = book.tables.get(by, Table())
        for row in table.rows:
            called = book.titles.get(row.key, row.key) if by == "content" else name(words, by, row.key)
            yield _line(words, book, heading, called, row, nudges=by != "network")
        if table.rest:
            yield _line(words, book, heading, words.t("The rest"), table.rest, nudges=by != "network")


def _columns(words: Words, worth: Worth | None) -> Iterable[str]:
    t = words.t
    yield from (t("By"), t("What"), t("Nudges"))
    for what in (t("Opened"), t("Shared")):
        yield what
        yield t("{what}, out of", what=what)
        yield t("{what}, rate", what=what)
        yield t("{what}, 95% from", what=what)
        yield t("{what}, 95% to", what=what)
    yield from (t("Ways opened"), t("Shared without a nudge"), t("Posts"))
    yield from (t("Posts told by the person"), t("Posts opened from here"), t("Posts with their address"))
    yield from (t("Posts fetched by the network"), t("Posts followed by somebody"), t("Posts read in public"))
    yield t("Clicks of people")
    if worth:
        each, day = words.money(worth.hundredths, worth.currency), words.date(worth.at)
        name = worth.name or t("a programme manager")
        yield t("Value of clicks ({each} each, an assumption of {name}, {day})", each=each, name=name, day=day)


def _line(words: Words, book: Book, by: str, called: str, row: Row, *, nudges: bool = True) -> tuple[Cell, ...]:
    steps = (*_rate(words, row.opening), *_rate(words, row.sharing)) if nudges else (None,) * 10
    ways = None if nudges else row.opened
    worth = (row.clicks * book.worth.hundredths / 100,) if book.worth else ()
    told = (ways, row.asked, row.posts, *row.levels, row.clicks, *worth)
    return (by, called, row.nudged or None, *steps, *(number or None for number in told))


def _rate(words: Words, rate: Rate) -> tuple[Cell, ...]:
    """The number, its denominator, and the rate with its interval if there is enough data. Empty if it is not told."""
    if not rate.times:
        return (None,) * 5
    if not rate.enough:
        return (rate.times, rate.out_of, words.t("not enough data"), None, None)
    low, high = rate.span
    return (rate.times, rate.out_of, round(rate.value, 4), round(low, 4), round(high, 4))


def _plain(cell: Cell) -> Cell:
    """The cell, with an apostrophe in front if a spreadsheet could run it."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA) else cell
