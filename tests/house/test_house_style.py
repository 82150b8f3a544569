"""Short files, short functions, plain tests: what keeps this readable next year."""

import pytest

from tests.house.house import functions, percentile, too_long, unlike_a_sentence, without_purpose
from tests.support import tree


def test_files_and_handlers_are_short():
    assert "\n".join(found for name, source in tree.written().items() for found in too_long(name, source)) == ""


def test_most_functions_are_very_short():
    sources = {name: source for name, source in tree.product().items() if "migrations/" not in name}
    lengths = [function.length for name, source in sources.items() for function in functions(name, source)]
    assert percentile(lengths, 0.5) <= 8
    assert percentile(lengths, 0.9) <= 25


def test_every_module_says_what_it_is_for():
    assert "\n".join(found for name, source in tree.written().items() for found in without_purpose(name, source)) == ""


def test_tests_are_sentences_without_mocks():
    tests = {name: source for name, source in tree.sources().items() if name.startswith("tests/")}
    assert "\n".join(found for name, source in tests.items() for found in unlike_a_sentence(name, source)) == ""


def test_a_long_file_and_a_long_handler_are_found():
    assert too_long("bot/a.py", "x = 1\n" * 301) == ["bot/a.py: 301 lines, at most 300"]
    long = "def share():\n" + "    x = 1\n" * 25
    assert too_long("handlers/a.py", long) == ["handlers/a.py:1 share: 26 lines, at most 25"]
    assert too_long("bot/a.py", long) == []


def test_a_module_without_a_docstring_is_found():
    assert without_purpose("a.py", "x = 1") == ["a.py: no docstring"]
    assert without_purpose("a.py", "") == []


@pytest.mark.parametrize("source", [f"m = {'Mock'}()", f"with {'patch'}('a.b'): ...", "class TestShare: ..."])
def test_mocks_patches_and_test_classes_are_found(source):
    assert unlike_a_sentence("tests/test_a.py", source)
