"""Workbooks: days in both systems, formulas, merged cells, and what only looks like one."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from handlers.imports.file_kinds import open_table
from handlers.imports.rows import ImportRow, Refusal
from handlers.imports.table import UnreadableFile
from tests.imports.files import HEADER, csv_file, fit, refusal, rows_of, workbook

ROW = "https://example.com/owl", "Owls", "An owl."
NONE = 987_654_321  # stands for a result that is left out
DAYS = *HEADER, "First day", "Last day"


def test_a_plain_workbook_is_read(tmp_path: Path):
    form = fit(workbook(tmp_path, [ROW])).form
    assert (form.url, form.title, form.text_1) == ROW


@pytest.mark.parametrize("mac", [False, True], ids=["1900", "1904"])
def test_days_are_days_in_both_systems_whether_formatted_or_not(tmp_path: Path, mac: bool):
    serial = 46_380 - (1_462 if mac else 0)  # 24 December 2026
    rows = [(*ROW, date(2026, 12, 24), serial), (*ROW, datetime(2026, 12, 24, 23, 30), "24 december 2026")]  # noqa: DTZ001
    for row in rows_of(workbook(tmp_path, rows, header=DAYS, mac=mac)):
        assert isinstance(row, ImportRow) and row.form.starts == row.form.ends == date(2026, 12, 24)


def test_a_number_in_a_file_without_a_system_is_refused(tmp_path: Path):
    file = csv_file(tmp_path, "Link,Title,Text,First day\nexample.com,T,x,46380\n")
    assert refusal(file) == (
        "First day: 46380 is a day as a spreadsheet counts them. Format the column as a date, and save it again."
    )


def test_formulas_count_by_their_results_and_are_refused_without_one(tmp_path: Path):
    formulas = {"C2": ('="An "&"owl."', "An owl."), "C3": ('=B3&"!"', NONE), "D3": ("=1+1", NONE)}
    file = workbook(tmp_path, [ROW[:2], ROW[:2]], header=(*HEADER, "Clicks"), formulas=formulas)
    first, second = rows_of(without_results(file))
    assert isinstance(first, ImportRow) and first.form.text_1 == "An owl."
    assert isinstance(second, Refusal) and second.why.startswith("C3: It is a formula without a result.")


def without_results(file: Path) -> Path:
    """As a program leaves it that calculates nothing: the formulas of row 3 have no result."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(f"<v>{NONE}</v>".encode(), b"")
    with ZipFile(file, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return file


def test_merged_cells_are_told_by_name(tmp_path: Path):
    first, second = rows_of(workbook(tmp_path, [ROW, (*ROW[:1],)], merged=["B3:B5"]))[:2]
    assert isinstance(first, ImportRow) and isinstance(second, Refusal)
    assert second.why == "B3: It lies in the merged cells B3:B5. Unmerge them, and fill in each row."


def test_a_merged_title_above_the_names_is_passed_over_and_merged_names_are_not(tmp_path: Path):
    file = workbook(tmp_path, [HEADER, ROW], header=("",), merged=["A1:C1"])
    (row,) = rows_of(file)
    assert isinstance(row, ImportRow) and row.number == 3
    with pytest.raises(UnreadableFile, match=r"Row 1 names the columns. It lies in the merged cells C1:D1"):
        rows_of(workbook(tmp_path, [ROW], header=(*HEADER[:2], "Text", ""), merged=["C1:D1"]))


def test_an_error_of_the_spreadsheet_is_told(tmp_path: Path):
    assert refusal(workbook(tmp_path, [(ROW[0], "#N/A", "x")])) == "B2 holds the error #N/A."


def test_the_sheet_that_names_its_columns_is_read_or_the_one_that_is_asked_for(tmp_path: Path):
    file = tmp_path / "several.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("Read me").write(0, 0, "Hello")
        for name in ("May", "June"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, (*ROW[:2], name))
        book.add_worksheet("Old").hide()
    assert open_table(file).about == "sheet “May”, not “Read me”, “June”"
    assert fit(file).form.text_1 == "May" and fit(file, sheet="June").form.text_1 == "June"
    with pytest.raises(UnreadableFile, match=r"There is no sheet “Old”. There are: Read me, May, June."):
        open_table(file, sheet="Old")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["notes.txt"], "not a workbook (.xlsx). Save it as .xlsx"),
        (["posts.csv"], "Unpack it, and import what is in it."),
        (["mimetype", "content.xml"], "not a workbook (.xlsx). Save it as .xlsx"),
        (["xl/workbook.xml"], "This workbook is damaged"),
    ],
    ids=["zip", "packed", "ods", "damaged"],
)
def test_an_archive_that_is_no_workbook_is_told(tmp_path: Path, names: list[str], said: str):
    file = tmp_path / "posts.xlsx"
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(UnreadableFile) as told:
        rows_of(file)
    assert said in str(told.value)


def test_a_workbook_with_a_password_is_told(tmp_path: Path):
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(96)
    with pytest.raises(UnreadableFile, match=r"protected by a password. Save a copy without one"):
        rows_of(csv_file(tmp_path, locked, "locked.xlsx"))


def test_letters_that_xml_cannot_hold_are_left_out(tmp_path: Path):
    assert fit(workbook(tmp_path, [(*ROW[:2], "An owl._x0007__x000D_\nTwo.")])).form.text_1 == "An owl.\r\nTwo."


def test_what_only_looks_escaped_stays(tmp_path: Path):
    assert fit(workbook(tmp_path, [(*ROW[:2], "The file a_x0041_b")])).form.text_1 == "The file a_x0041_b"


def test_empty_rows_between_and_below_are_passed_over(tmp_path: Path):
    rows = rows_of(workbook(tmp_path, [(), ROW, (), (), ROW, ("", " ")]))
    assert [row.number for row in rows] == [3, 6]
