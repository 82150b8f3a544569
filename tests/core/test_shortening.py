"""One function cuts texts short: after a word, never within a letter."""

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from handlers.core.shortening import shortened
from tests.support import tree

FAMILY = "👩‍👩‍👧‍👦"
ALLOWED = {"handlers/core/shortening.py", "bot/text.py"}  # the second counts as the platforms do


def letters(text: str) -> list[str]:
    return regex.findall(r"\X", text)


@pytest.mark.parametrize(
    ("text", "most", "right"),
    [
        ("What an owl taught us", 21, "What an owl taught us"),
        ("What an owl taught us", 20, "What an owl taught…"),
        ("What an owl taught us", 19, "What an owl taught…"),
        ("What an owl taught us", 18, "What an owl…"),
        ("One, two, three", 10, "One, two…"),
        ("  Two\n lines ", 20, "Two lines"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("Go Donaudampfschifffahrt", 12, "Go Donaudam…"),
        (FAMILY * 10, 10, FAMILY * 10),
        (FAMILY * 11, 10, FAMILY * 9 + "…"),
        ("e\u0301" * 5, 4, "e\u0301" * 3 + "…"),
        ("風車は静かに回る羽根", 6, "風車は静か…"),
        ("", 5, ""),
    ],
)
def test_texts_are_cut_after_a_word_and_between_letters(text: str, most: int, right: str):
    assert shortened(text, most) == right


def test_where_a_column_counts_characters_they_are_counted():
    assert shortened(FAMILY * 3, 15, len) == FAMILY * 2 + "…"


@given(st.text(), st.integers(1, 40))
def test_nothing_is_longer_than_asked_and_no_letter_is_cut(text: str, most: int):
    short = shortened(text, most)
    assert len(letters(short)) <= most
    line = " ".join(text.split())
    assert short == line or letters(line)[: len(letters(short)) - 1] == letters(short)[:-1]


def test_no_other_place_cuts_texts_by_itself():
    cuts = re.compile(r"\[[^\]\n]*:[^\]\n]+\].*…")
    found = {name for name, source in tree.product().items() if cuts.search(source)}
    assert found <= ALLOWED
