"""No query or new row names a state, an answer or a kind that does not exist."""

import pytest

from tests.house.states import known, unknown
from tests.support.tree import product


def test_queries_and_rows_name_only_values_their_columns_accept():
    assert {name: found for name, text in product().items() if (found := unknown(text))} == {}


def test_every_column_with_a_few_values_is_known():
    assert {column for model, column in known() if model} == {
        *(
            "act",
            "answer",
            "audience",
            "counts",
            "evidence",
            "kind",
            "part",
            "problem",
            "purpose",
            "reason",
            "role",
            "said",
            "state",
            "way",
            "who",
        ),
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("select(Content).where(Content.state == 'runing')", ["Content.state: runing"]),
        ("Content.state.in_(('running', 'draught'))", ["Content.state: draught"]),
        ("Content.way.not_in(['share', 'shout'])", ["Content.way: shout"]),
        ("Message(state='queud', kind='nudge')", ["Message.state: queud"]),
        ("update(Share).where(here).values(state='droped')", ["values.state: droped"]),
        ("here.values({'state': 'droped', 'address': 'x'})", ["values.state: droped"]),
        ("select(Content).where(Content.title == 'running', Content.state == 'running')", []),
    ],
)
def test_a_misspelt_value_is_found(source: str, found: list[str]):
    assert unknown(source) == found
