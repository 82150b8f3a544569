"""docs/glossary.md gives each term one meaning, and names a place that exists."""

import re
from typing import NamedTuple

import pytest

from models.message import MOVES
from tests.support.tree import ROOT

PAGE = ROOT / "docs" / "glossary.md"
OTHER_NAMES = {"doubt": "in doubt", "sending": "claimed"}  # of states, in the glossary


class Term(NamedTuple):
    """One row of the glossary."""

    name: str
    meaning: str
    place: str


@pytest.fixture
def terms() -> list[Term]:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| `(.+?)` \|$", PAGE.read_text(), re.MULTILINE)
    return [Term(*row) for row in rows]


def test_each_place_in_the_glossary_exists(terms: list[Term]):
    assert [term.place for term in terms if not (ROOT / term.place).exists()] == []


def test_each_term_has_one_meaning(terms: list[Term]):
    names = [term.name for term in terms]
    assert len(names) > 50 and sorted({*names}) == sorted(names)


def test_every_row_is_read(terms: list[Term]):
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| ") and not line.startswith("| term ")]
    assert len(terms) == len(rows)


def test_each_state_of_a_message_is_explained(terms: list[Term]):
    names = {term.name for term in terms}
    assert [state for state in MOVES if OTHER_NAMES.get(state, state) not in names] == []
