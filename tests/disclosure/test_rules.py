"""The rules of disclosure: which line, what counts as saying so, and where it is due."""

import pytest

from handlers.content.lengths import measured
from handlers.disclosure.lines import is_due, line_for, says_so, with_line, without_line
from handlers.disclosure.rules import rules
from models import Content, Person, Workspace

KIEVIT = Workspace(workspace="W", company="Kievit Wind", company_sites="kievit.example")


def person(country: str = "", locale: str = "en-GB") -> Person:
    return Person(workspace="W", person="anna", country=country, locale=locale)


@pytest.mark.parametrize(
    ("country", "network", "text", "line"),
    [
        ("NL", "linkedin", "Zes decibel, en een vogel om te danken voor het werk.", "Ik werk bij Kievit Wind."),
        ("NL", "linkedin", "My colleagues asked an owl, and it was the best idea.", "I work at Kievit Wind."),
        ("", "linkedin", "Owls!", "I work at Kievit Wind."),
        ("US", "x", "Owls!", "#KievitWindemployee"),
        ("NL", "bluesky", "Zes decibel, en een vogel om te danken voor het werk.", "#medewerker Kievit Wind"),
        ("GB-ENG", "linkedin", "Owls!", "#ad I work at Kievit Wind."),
        ("DE-BY", "linkedin", "Owls!", "Werbung | I work at Kievit Wind."),
        ("AT", "x", "Owls!", "Werbung | Kievit Wind employee"),
    ],
)
def test_the_line_is_in_the_words_of_country_network_and_language(country: str, network: str, text: str, line: str):
    assert line_for(KIEVIT, person(country), text, network) == line
    assert says_so(line)


def test_the_line_comes_first_and_counts_in_the_length():
    text = with_line("Owls!", "I work at Kievit Wind.")
    assert text == "I work at Kievit Wind.\n\nOwls!"
    assert measured("x", text, "").used == len(text)
    assert with_line(text, "I work at Kievit Wind.") == text and with_line("", "I work at Kievit Wind.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Proud of this. I work for Kievit.",
        "I’m working at Kievit, and this is fun",
        "Trots! Ik werk\nbij Kievit",
        "Hier werk ik bij: Kievit",
        "What my employer does about owls",
        "Dit doet mijn werkgever",
        "Owls #AD",
        "Owls (#KievitEmployee)",
        "Anzeige | Eulen",
        "As a Kievit employee I may be biased",
    ],
)
def test_people_may_say_it_in_their_own_words(text: str):
    assert says_so(text)


@pytest.mark.parametrize(
    "text",
    [
        "Owls!",
        "Views are my own. Owls!",
        "All opinions are mine",
        "Mijn eigen mening",
        "We work at night",
        "#adventure #advice",
        "Employees like owls",
        "Ik werk graag",
    ],
)
def test_other_words_do_not_say_it_and_views_are_my_own_is_not_among_the_rules(text: str):
    assert not says_so(text)
    assert not any("view" in words or "opinion" in words or "mening" in words for words in rules().counts)


@pytest.mark.parametrize(
    ("url", "way", "due"),
    [
        ("https://kievit.example/owl", "share", True),
        ("https://blog.kievit.example/owl", "share", True),
        ("https://notkievit.example/owl", "share", False),
        ("https://news.example/kievit.example", "share", False),
        ("", "share", True),
        ("", "create", True),
        ("https://www.linkedin.com/posts/x", "react", False),
    ],
)
def test_it_is_due_on_the_sites_of_the_organisation(url: str, way: str, due: bool):
    assert is_due(KIEVIT, Content(url=url, way=way)) is due
    assert is_due(Workspace(company="Kievit", company_sites=""), Content(url=url, way=way)) is (way != "react")
    assert not is_due(Workspace(company="", company_sites=""), Content(url=url, way=way))


def test_colleagues_who_share_only_the_line_are_no_copies():
    assert without_line("I work at Kievit Wind.\n\nOwls!") == "Owls!"
    assert without_line("I work at Kievit Wind, and love owls!") == "I work at Kievit Wind, and love owls!"
    assert without_line("Owls!\n\nI work at Kievit") == "Owls!\n\nI work at Kievit"


def test_every_rule_has_all_its_words_and_every_country_a_source():
    for country, its in rules().lines.items():
        assert {(length, language) for length in its for language in its[length]} == {
            *(("plain", "en"), ("plain", "nl"), ("short", "en"), ("short", "nl"))
        }
        assert country in {*rules().sources, "any"}
    assert {"US", "GB", "NL", "DE", "EU"} == {*rules().sources}
