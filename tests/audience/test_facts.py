"""Facts that content can be for come from a person's own row, and from nothing that people do."""

import ast

import pytest

from handlers.content.facts import read_fact
from models.content import FactKind
from tests.support.tree import ROOT


def test_the_module_that_reads_facts_knows_people_and_no_other_table():
    tree = ast.parse((ROOT / "handlers" / "content" / "facts.py").read_text())
    found = {
        (node.module, name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("models", "handlers"))
        for name in node.names
    }
    assert found == {("models", "Person"), ("models.content", "FactKind"), ("models.content", "TagKind")}


@pytest.mark.parametrize(
    ("kind", "told", "value"),
    [
        ("team", "Sales ", "sales"),
        ("team", "  Sales   and\u00a0Marketing", "sales and marketing"),
        ("team", "\uff33ales", "sales"),
        ("team", "STRASSE", "strasse"),
        ("team", "Straße", "strasse"),
        ("place", " ", ""),
        ("country", "DE-BY", "DE"),
        ("country", "NL", "NL"),
        ("role", "champion", "champion"),
    ],
)
def test_a_fact_is_compared_without_what_nobody_notices(kind: FactKind, told: str, value: str):
    assert read_fact(kind, told) == value
