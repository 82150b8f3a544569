"""Commands as people type them: with mistakes, formatting and politeness, in sentences, in two languages."""

import pytest

from handlers.commands.understand import Grammar, Meant
from handlers.core.language import language_of
from handlers.core.typed import read_typed
from handlers.features import FEATURES
from handlers.registry.feature import together
from tests.commands.phrases import PHRASES

FEATURES_ALL = together(FEATURES)
TABLE = [tuple(part.strip(" ") for part in line.split("|")) for line in PHRASES.strip().splitlines()]
TABLE = [(line[0], "|".join(line[1:-1]), line[-1]) for line in TABLE]


def told(meant: Meant | None) -> str:
    """As the table writes it."""
    if meant is None:
        return "-"
    if meant.action:
        return f"{meant.action}: {meant.text}" if meant.text else meant.action
    beside = [one.beside for one in meant.choose]
    shown = dict.fromkeys([*(one.action for one in meant.choose), *beside])
    return "? " + " ".join([one for one in shown if one][:2])


@pytest.mark.parametrize(("language", "typed", "expected"), TABLE)
def test_what_people_type_does_what_they_mean(language: str, typed: str, expected: str):
    meant = told(Grammar(FEATURES_ALL.vocabulary, language_of(language)).read(read_typed(typed)))
    assert meant.startswith(expected) if expected.startswith("?") else meant == expected


def test_the_table_is_large_and_speaks_both_languages():
    assert len(TABLE) >= 150
    assert {language for language, _, _ in TABLE} == {"en", "nl"}
