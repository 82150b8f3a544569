"""One thing has one word in Dutch, as it has in English."""

import re

from babel.messages.pofile import read_po

from tests.support.tree import ROOT

CATALOGUE = ROOT / "handlers/core/locale/nl/LC_MESSAGES/heraut.po"
# The word that we use, and what it is not called beside it.
ONE_WORD = {"inhoud": r"\bcontent\b", "aanjager": r"\b(champion|ambassadeur)s?\b"}


def test_dutch_has_one_word_for_each_thing():
    with CATALOGUE.open("rb") as file:
        told = [said for one in read_po(file) if one.id for said in _said(one.string)]
    for word, others in ONE_WORD.items():
        assert any(word in said.lower() for said in told)
        assert [said for said in told if re.search(others, said, re.IGNORECASE)] == []


def _said(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())
