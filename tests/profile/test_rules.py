"""The rules for the text of a profile: each applies to one example, and to no good text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.profile.rules import RULES, hints, letters, strengths

GOOD = "I plan the night trains of 3 countries. Ask me about timetables."
BAD = {
    "private": ("Reach me at +31 6 1234 5678.", "+31 6 1234 5678"),
    "disclaimer": ("All views are my own.", "views are my own"),
    "self": ("Plans the night trains of 3 countries. Any questions?", ""),
    "concrete": ("I plan trains. Ask me anything.", ""),
    "worn": ("I am a passionate planner of 3 trains. Ask me!", "passionate"),
    "sentence": ("I plan " + "very " * 30 + "long trains", ""),
    "short_forms": ("I do QSE and MRP at 2 sites. Ask me!", "MRP, QSE"),
    "tags": ("I plan 3 trains. Ask me! #a #b #c #d", "#a #b #c #d"),
    "invites": ("I plan 3 trains.", ""),
}
DUTCH = {
    "disclaimer": "Ik schrijf hier op persoonlijke titel.",
    "worn": "Ik ben een gedreven planner van 3 treinen. Vraag me alles!",
    "self": "Plant de nachttreinen van 3 landen. Vragen?",
}


def names(text: str) -> list[str]:
    return [hint.name for hint in hints(text)]


def test_a_good_text_gets_no_hint_and_three_kind_words():
    assert names(GOOD) == [] and len(strengths(GOOD)) == 3
    assert names("Ik plan de nachttreinen van 3 landen. Vraag me naar dienstregelingen.") == []


def test_each_rule_has_an_example():
    assert [*BAD] == [rule.name for rule in RULES]


@pytest.mark.parametrize("name", BAD)
def test_a_rule_applies_to_its_example_and_quotes_it(name: str):
    text, found = BAD[name]
    hint = next(hint for hint in hints(text) if hint.name == name)
    assert hint.found.startswith(found)


@pytest.mark.parametrize("name", DUTCH)
def test_rules_know_dutch(name: str):
    assert name in names(DUTCH[name])


@pytest.mark.parametrize(
    "text",
    [
        "I was born in 1984 and built 12,000 bicycles. Ask me!",
        "I am at https://example.org/2026-12-01/0612345678 every day. Ask me!",
        "Ik werk bij de EU, in NL en de VS, sinds 2019. Vraag me alles.",
    ],
)
def test_years_numbers_addresses_and_known_short_forms_are_no_hints(text: str):
    assert names(text) == []


def test_a_telephone_number_is_nothing_concrete_and_a_disclaimer_does_not_speak_as_somebody():
    assert {"private", "disclaimer", "self", "concrete"} < {*names("Planner. Views are my own. Call +31 6 1234 5678!")}
    assert not strengths("Planner. Views are my own. Call +31 6 1234 5678!")


def test_letters_are_counted_as_people_see_them():
    assert letters("👩\u200d🔬 é") == 3


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str):
    for hint in hints(text):
        assert "{" not in hint.why.format(found=hint.found) or "{" in hint.found
