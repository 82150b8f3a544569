"""Every sentence exists in every language, and the catalogue is complete."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from handlers.core.language import Words, catalogue_path
from tools import catalogue

MOMENT = datetime(2029, 1, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def said() -> Catalog:
    sources = Catalog(fuzzy=False)
    for sentence in ("Hello {name}", ("{n} share", "{n} shares")):
        sources.add(sentence)
    return sources


def dutch(hello: str, shares: tuple[str, str]) -> Catalog:
    translated = Catalog("nl", fuzzy=False)
    translated.add("Hello {name}", hello)
    translated.add(("{n} share", "{n} shares"), shares)
    return translated


def problems(translated: Catalog, sources: Catalog) -> list[str]:
    return [problem.split(":")[0] for problem in catalogue.problems(translated, sources)]


def test_every_sentence_has_its_dutch_translation() -> None:
    assert list(catalogue.problems(catalogue.read(catalogue_path("nl"), "nl"), catalogue.extract())) == []


def test_the_catalogue_is_written_as_its_tool_writes_it() -> None:
    path = catalogue_path("nl")
    assert path.read_bytes() == catalogue.render(catalogue.read(path, "nl"))


def test_a_complete_catalogue_has_no_problems(said: Catalog) -> None:
    assert problems(dutch("Hallo {name}", ("{n} bericht", "{n} berichten")), said) == []


@pytest.mark.parametrize(
    ("hello", "shares", "problem"),
    [
        ("", ("{n} bericht", "{n} berichten"), "no translation"),
        ("Hallo {name}", ("{n} bericht", ""), "no translation"),
        ("Hallo {naam}", ("{n} bericht", "{n} berichten"), "different placeholders"),
        ("Hallo", ("{n} bericht", "{n} berichten"), "different placeholders"),
        ("Hallo {name}", ("{n} bericht", "berichten"), "different placeholders"),
    ],
)
def test_a_gap_is_named(said: Catalog, hello: str, shares: tuple[str, str], problem: str) -> None:
    assert problems(dutch(hello, shares), said) == [problem]


def test_a_fuzzy_translation_is_a_problem(said: Catalog) -> None:
    translated = dutch("Hallo {name}", ("{n} bericht", "{n} berichten"))
    translated.add("Hello {name}", "Hallo {name}", flags=["fuzzy"])
    assert problems(translated, said) == ["fuzzy"]


def test_a_sentence_that_is_no_longer_used_is_a_problem(said: Catalog) -> None:
    translated = dutch("Hallo {name}", ("{n} bericht", "{n} berichten"))
    translated.add("Bye", "Dag")
    assert problems(translated, said) == ["no longer used"]


def test_an_obsolete_entry_is_a_problem(said: Catalog) -> None:
    translated = dutch("Hallo {name}", ("{n} bericht", "{n} berichten"))
    translated.add("Bye", "Dag")
    translated.update(said, no_fuzzy_matching=True)
    assert problems(translated, said) == ["obsolete"]


def test_a_sentence_outside_the_catalogue_is_a_problem(said: Catalog) -> None:
    translated = dutch("Hallo {name}", ("{n} bericht", "{n} berichten"))
    said.add("New")
    assert problems(translated, said) == ["not in the catalogue"]


SAID = """
words.t("Hello {name}", name=name)
words.tn("{n} share", "{n} shares", n)
raise Refused("Not {this}.", this=this)
LABEL = mark("Copy text")
words.t(LABEL)
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "handlers/content").mkdir(parents=True)
    (tmp_path / "bot/web/templates").mkdir(parents=True)
    (tmp_path / "handlers/content/posting.py").write_text(SAID)
    (tmp_path / "bot/web/templates/page.html").write_text(
        '{% if a %}{{ t("Sign in", b=1) }}{% endif %}{{ tn("a", "b", 2) }}'
    )
    return tmp_path


def test_sentences_are_found_in_code_and_templates(sources: Path) -> None:
    found = {message.id for message in catalogue.extract(sources) if message.id}
    shares = ("{n} share", "{n} shares")
    assert found == {"Hello {name}", shares, "Not {this}.", "Copy text", "Sign in", ("a", "b")}


def test_an_update_keeps_translations_and_says_nothing_of_dates_or_lines(sources: Path) -> None:
    path = sources / "heraut.po"
    old = dutch("Hallo {name}", ("{n} bericht", "{n} berichten"))
    old.add("Gone", "Weg")
    path.write_bytes(catalogue.render(old))
    catalogue.update(path, "nl", catalogue.extract(sources))
    once = path.read_text()
    catalogue.update(path, "nl", catalogue.extract(sources))
    assert path.read_text() == once
    assert 'msgstr "Hallo {name}"' in once and 'msgstr[1] "{n} berichten"' in once
    assert "Gone" not in once and "posting.py" not in once and "Date" not in once
    assert once.index("Copy text") < once.index("Hello {name}") < once.index("Sign in")


@pytest.mark.parametrize("locale", ["nl", "nl-NL", "nl_BE", "NL-nl"])
def test_dutch_is_recognised_by_its_prefix(locale: str) -> None:
    assert Words.of(locale).language == "nl"


@pytest.mark.parametrize("locale", ["", "en-US", "de", "nld", "nlx-NL", "../nl", "\0"])
def test_an_unknown_language_becomes_english(locale: str) -> None:
    assert Words(locale).language == "en"


def test_placeholders_take_values_that_are_never_read_as_sentences() -> None:
    assert Words("en").t("Hello {name}", name="{name.__class__} {0} %s") == "Hello {name.__class__} {0} %s"


def test_an_empty_sentence_gives_no_words() -> None:
    assert Words("nl").t("") == ""


def test_a_sentence_without_translation_stays_english() -> None:
    assert Words("nl").t("Nobody translated {this}.", this="me") == "Nobody translated me."


@pytest.mark.parametrize(("n", "said"), [(0, "0 shares"), (1, "1 share"), (2, "2 shares"), (1200, "1,200 shares")])
def test_a_number_chooses_its_form(n: int, said: str) -> None:
    assert Words("en").tn("{n} share", "{n} shares", n) == said


def test_dutch_has_one_form_for_one_and_one_for_all_others() -> None:
    po = catalogue.read(catalogue_path("nl"), "nl")
    assert (po.num_plurals, po.plural_expr) == (2, "(n != 1)")


@pytest.mark.parametrize(
    ("locale", "when", "day", "number", "names"),
    [
        ("en", "Tuesday 2 January at 10:00", "2 January 2029", "1,234.5", "Ann, Bob and Cem"),
        ("nl", "dinsdag 2 januari om 10:00", "2 januari 2029", "1.234,5", "Ann, Bob en Cem"),
    ],
)
def test_dates_numbers_and_lists_are_written_as_the_language_does(
    locale: str, when: str, day: str, number: str, names: str
) -> None:
    words = Words(locale)
    assert words.when(MOMENT, "Europe/Amsterdam") == when
    assert words.date(date(2029, 1, 2)) == day
    assert words.number(1234.5) == number
    assert words.list(["Ann", "Bob", "Cem"]) == names


def test_a_moment_falls_on_the_day_and_hour_of_its_zone() -> None:
    words, late = Words("en"), datetime(2029, 1, 2, 23, 30, tzinfo=UTC)
    assert (words.date(late, "Europe/Amsterdam"), words.time(late, "Europe/Amsterdam")) == ("3 January 2029", "00:30")
    assert (words.date(late), words.time(late)) == ("2 January 2029", "23:30")


def test_a_list_of_none_or_one_needs_no_and() -> None:
    assert (Words("nl").list([]), Words("nl").list(["Ann"])) == ("", "Ann")
