"""The figures as a file: for a limited time, for programme managers only, with nothing in it that runs."""

import csv
import io
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from handlers.core.interaction import Buttons, Card, Notice
from handlers.core.language import Words
from handlers.registry.surfaces import PageContext
from handlers.results.export import File, file
from handlers.results.sheets import Book, csv_of, lines, xlsx_of
from handlers.results.steps import Row, Table
from models import Person, Workspace
from tests.results.test_results import content
from tests.support.office import Office

__all__ = ["content"]

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def tokens(card: object) -> dict[str, str]:
    """The tokens by kind of file."""
    assert isinstance(card, Card), card
    buttons = [button for part in card.parts if isinstance(part, Buttons) for button in part.every]
    return {button.label: button.link.removeprefix("/exports/") for button in buttons}


def of_csv(body: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))]


def of_xlsx(body: bytes) -> list[list[str]]:
    """The values of its cells. A formula would be an element `f`."""
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        sheet = ET.fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert sheet.findall(f".//{MAIN}f") == []
    return [[_cell(cell) for cell in row] for row in sheet.iter(f"{MAIN}row")]


def filled(line: list[str]) -> Iterator[str | float]:
    """The cells that are not empty, with numbers as numbers, because the two formats differ in digits."""
    for cell in filter(None, line):
        yield round(float(cell), 6) if cell.replace(".", "", 1).isdigit() else cell


def _cell(cell: ET.Element) -> str:
    return "".join(part.text or "" for part in cell.iter() if part.tag in {f"{MAIN}v", f"{MAIN}t"})


def files_of(office: Office) -> Callable[[str], Awaitable[File | None]]:
    return partial(file, PageContext(office.store, lambda: office.now))


async def test_both_files_say_the_same_and_each_figure_what_it_is_out_of(office: Office, content: str):
    files = files_of(office)
    links = tokens(await office.does("boss", "export"))
    found = {kind: await files(token) for kind, token in links.items()}
    assert found["CSV"] and found["XLSX"] and found["CSV"].name == "heraut-2026-03-04.csv"
    table, sheet = of_csv(found["CSV"].body), of_xlsx(found["XLSX"].body)
    assert [[*filled(line)] for line in table] == [[*filled(line)] for line in sheet]
    columns, everything = table[0], table[1]
    said = dict(zip(columns, everything, strict=True))
    assert said["Shared"] == "51" and said["Shared, out of"] == "412" and said["Shared, rate"] == "0.1238"
    assert said["Posts followed by somebody"] == "20" and said["Clicks of people"] == "152"
    assert ["Team", "Sales", "300"] in [line[:3] for line in table]


async def test_a_link_works_for_15_minutes_and_while_its_person_is_a_manager(office: Office, content: str):
    token = tokens(await office.does("boss", "export"))["CSV"]
    begin, files = office.now, files_of(office)
    office.now = begin + timedelta(minutes=15)
    assert await files(token)
    office.now += timedelta(seconds=1)
    assert await files(token) is None
    office.now = begin
    await office.store.run(lambda s: s.execute(update(Person).where(Person.person == "boss").values(role="champion")))
    assert await files(token) is None


async def test_forged_links_are_refused(office: Office, content: str):
    card = await office.does("boss", "export")
    links, files = tokens(card), files_of(office)
    body, _, signature = links["CSV"].partition(".")
    other = links["XLSX"].partition(".")[0]
    results = await office.does("boss", "results", content)
    assert isinstance(results, Card)
    [chart] = [part.path for part in results.parts if hasattr(part, "path")]
    places = range(len(body))
    changed = [f"{body[:at]}{'A' if body[at] != 'A' else 'B'}{body[at + 1 :]}.{signature}" for at in places]
    for token in (*changed, f"{other}.{signature}", f"{body}.", body, chart.removeprefix("/charts/")[:-4], "", "é.é"):
        assert await files(token) is None


async def test_a_link_of_another_workspace_is_not_ours(office: Office, content: str):
    token = tokens(await office.does("boss", "export"))["CSV"]
    await office.store.run(lambda s: s.execute(update(Workspace).values(secret="00" * 32)))
    assert await files_of(office)(token) is None


async def test_no_link_is_shown_where_others_read(office: Office):
    said = await office.does("boss", "export", channel="C1")
    assert isinstance(said, Notice) and "in private" in said.text


wild = st.text(max_size=6).map(lambda tail: tail) | st.sampled_from("=+-@\t\r|%").flatmap(
    lambda first: st.text(max_size=6).map(lambda tail: f"{first}{tail}")
)


@given(wild)
def test_nothing_that_somebody_wrote_is_a_formula(team: str):
    book = Book(since="", until="", total=Row(), tables={"team": Table(rows=(Row(key=team, nudged=9),))})
    written = [cell for line in of_csv(csv_of(Words(), book))[1:] for cell in line[:2]]
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")) for cell in written)


FORMULAS = ["=1+1", "@SUM(A1)", "+1", "-1", "http://example.com", "{=1}", "\t=1", "  =1", "Zoë & <b>"]


@pytest.mark.parametrize("team", FORMULAS)
def test_a_sheet_holds_what_was_written_as_text(team: str):
    book = Book(since="", until="", total=Row(), tables={"team": Table(rows=(Row(key=team, nudged=9),))})
    [line] = [line for line in of_xlsx(xlsx_of(Words(), book)) if line[0] == "Team"]
    assert line[1] == team


def test_columns_are_named_in_the_managers_language():
    columns = next(lines(Words("nl"), Book(since="", until="", total=Row())))
    assert "Gedeeld, van de" in columns and "Kliks van mensen" in columns
