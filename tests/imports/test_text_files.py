"""CSV with any usual delimiter and encoding, and what is not a table."""

from pathlib import Path

import pytest

from handlers.imports.file_kinds import open_table
from handlers.imports.rows import ImportRow, Refusal
from handlers.imports.table import UnreadableFile
from tests.imports.files import csv_file, fit, refusal, rows_of

ROW = "https://example.com/owl", "Één uil", "Zes decibel – stil"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_delimiters_and_encodings_are_found_out(tmp_path: Path, delimiter: str, encoding: str):
    lines = "\r\n".join(delimiter.join(cells) for cells in (("Link", "Title", "Text"), ROW))
    form = fit(csv_file(tmp_path, lines.encode(encoding))).form
    assert (form.url, form.title, form.text_1) == ROW


def test_another_encoding_can_be_named(tmp_path: Path):
    file = csv_file(tmp_path, "Link,Title,Text\nhttps://example.com/a,Sowa,Łoś\n".encode("cp1250"))
    assert fit(file, encoding="windows-1250").form.text_1 == "Łoś"
    with pytest.raises(UnreadableFile, match="name another with --encoding"):
        rows_of(file, encoding="no-such")


def test_a_hint_to_excel_and_lines_above_the_names_are_passed_over(tmp_path: Path):
    (row,) = rows_of(csv_file(tmp_path, "sep=;\nContent of May;;\n\nLink;Title;Text\nexample.com/a;T;x\n"))
    assert isinstance(row, ImportRow) and (row.number, row.form.url) == (5, "https://example.com/a")


def test_line_ends_and_delimiters_in_quotes_belong_to_the_cell(tmp_path: Path):
    assert (
        fit(csv_file(tmp_path, 'Link,Title,Text\nexample.com,T,"One, two\n\nthree"\n')).form.text_1
        == "One, two\n\nthree"
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "This file is empty."),
        (b"\n\n  \n", "This file is empty."),
        ("\ufeff".encode(), "This file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "This is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(90), "This is a picture"),
        (b"%PDF-1.7\n%", "This is a PDF"),
        (b"<!DOCTYPE html><table><tr><td>Link", "This is a web page"),
        (b"\xef\xbb\xbf<html><table>", "This is a web page"),
        (bytes(range(256)), "This is not a table"),
        (b"PK\x03\x04 and nothing", "This file is damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "Excel 2003 or older"),
        (b"2026-12-01 10:00,Hello,https://example.com\n", "does not name the columns: “2026-12-01 10:00 | Hello"),
        (b"Link^Title^Text\nexample.com^T^x\n", "does not name the columns: “Link^Title^Text”"),
        (b"Clicks,Shares\n1,2\n", "does not name the columns"),
    ],
    ids=[
        "nothing",
        "blank",
        "mark",
        "png",
        "jpeg",
        "pdf",
        "page",
        "table",
        "bytes",
        "zip",
        "xls",
        "bare",
        "^",
        "other",
    ],
)
def test_what_is_no_table_is_answered_with_what_to_do(tmp_path: Path, body: bytes, said: str):
    with pytest.raises(UnreadableFile) as told:
        rows_of(csv_file(tmp_path, body))
    assert said in str(told.value)


def test_a_file_that_is_not_there_is_answered(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="cannot be read: No such file"):
        open_table(tmp_path / "no.csv")
    with pytest.raises(UnreadableFile, match="cannot be read: Is a directory"):
        open_table(tmp_path)


def test_a_row_of_a_megabyte_is_refused_and_the_next_one_is_read(tmp_path: Path):
    body = f"Link,Title,Text\na.example/1,T,{'x' * 1_000_000}\na.example/2,T,x\n"
    first, second = rows_of(csv_file(tmp_path, body))
    assert isinstance(first, Refusal) and first.number == 2 and "larger than 100,000 characters" in first.why
    assert isinstance(second, ImportRow) and second.number == 3


def test_a_missing_quotation_mark_is_told(tmp_path: Path):
    rest = "".join(f"a.example/{n},T,text number {n} of many more\n" for n in range(5_000))
    rows = rows_of(csv_file(tmp_path, f'Link,Title,Text\nb.example,"T,x\n{rest}'))
    assert isinstance(rows[0], Refusal) and rows[0].number == 2 and "Is a quotation mark missing" in rows[0].why


def test_cells_beyond_the_named_columns_are_told(tmp_path: Path):
    file = csv_file(tmp_path, "Link,Title,Text\nexample.com,T,x, too many commas\n")
    assert refusal(file) == "There is no name above “too many commas”. Is a quotation mark missing in this row?"


def test_five_thousand_rows_are_read_and_no_more(tmp_path: Path):
    body = "Link,Title,Text\n" + "".join(f"a.example/{n},T,x\n" for n in range(5_001))
    with pytest.raises(UnreadableFile, match=r"more than 5,000 rows. Split it"):
        rows_of(csv_file(tmp_path, body))
