"""A table of measured figures says when, at which commit and on what machine they were measured."""

import re
from collections.abc import Iterator

import pytest

from tests.support import tree

DOCUMENTS = [name for name in tree.files("*.md") if name.startswith("docs/")]
UNIT = re.compile(r"\b(?:ms|µs|MB|kB|GB)\b|\w/s\b|, s \||a second\b|\d s\b|\d ×")
TABLE = re.compile(r"(?:^\|.*\|$\n?)+", re.MULTILINE)
NUMBER = re.compile(r"\| *\**[\d−]")
NEEDED = {
    "a date": r"\b20\d\d-\d\d-\d\d\b",
    "a commit": r"\b(?=[0-9a-f]*\d)[0-9a-f]{7,12}\b",
    "a machine": r"\bcores?\b",
}


def of_figures(table: str) -> bool:
    """Whether it has a unit of measurement, and numbers in half of its rows or more."""
    rows = table.splitlines()[2:]
    return bool(UNIT.search(table)) and sum(bool(NUMBER.search(row)) for row in rows) * 2 >= len(rows)


def unproved(text: str) -> Iterator[str]:
    """The first row of each table of figures, and what is missing in its section above it."""
    for table in TABLE.finditer(text):
        above = re.split(r"^#+ .*$", text[: table.start()], flags=re.MULTILINE)[-1]
        missing = [name for name, pattern in NEEDED.items() if not re.search(pattern, above)]
        if missing and of_figures(table[0]):
            yield f"{table[0].splitlines()[0]} without {', '.join(missing)}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_table_of_figures_says_when_and_where_they_were_measured(document: str):
    assert [*unproved((tree.ROOT / document).read_text())] == []


FIGURES = "| | before | after |\n|---|--:|--:|\n| a press, ms | 3.1 | 1.4 |\n"


@pytest.mark.parametrize(
    ("above", "missing"),
    [
        ("## Speed\n\nMeasured on 2026-12-02 at 65a9b56, on two cores:\n\n", []),
        ("Measured on 2026-12-02 at 65a9b56, on two cores.\n\n## Speed\n\n", ["a date, a commit, a machine"]),
        ("## Speed\n\nMeasured on 2026-12-02 on two cores:\n\n", ["a commit"]),
        ("## Speed\n\nMeasured at 65a9b56 on 2026-12-02:\n\n", ["a machine"]),
        ("## Speed\n\nMeasured in December at 65a9b56 on two cores:\n\n", ["a date"]),
    ],
)
def test_figures_without_their_date_commit_or_machine_are_found(above: str, missing: list[str]):
    assert [found.partition(" without ")[2] for found in unproved(above + FIGURES)] == missing


def test_a_table_without_units_needs_no_date():
    assert [*unproved("| command | what it does |\n|---|---|\n| help | shows this list |\n")] == []
