"""Docstrings, comments, messages and documents are plain English, as a native engineer would write it."""

import pytest

from tests.house.english import in_code, in_document
from tests.support import tree

# Folders that are still being rewritten. The list only ever gets shorter.
THE_RULES = ("tests/house/english.py", "tests/house/test_plain_english.py")  # they name the words


def test_the_code_is_in_plain_english():
    sources = {name: source for name, source in tree.written().items() if name not in THE_RULES}
    assert "\n".join(found for name, source in sources.items() for found in in_code(name, source)) == ""


def test_the_documents_are_in_plain_english():
    pages = [name for pattern in ("*.md", "*.html") for name in tree.files(pattern)]
    assert "\n".join(found for name in pages for found in in_document(name, (tree.ROOT / name).read_text())) == ""


@pytest.mark.parametrize(
    "source",
    [
        '"""How to mend it."""',
        '"""A.\n\nWhom nothing could be offered is checked later."""',
        "x = 1  # every so-manieth",
        "x = 'Please begin afresh.'",
        "def test_whoever_joins(): ...",
        '"""The same, but later."""',
        'def a():\n    """Likewise."""',
        '"""It waits, for it is early."""',
        '"""A message to who has left."""',
        '"""How a content ends."""',
        "x = 1  # after so many days",
        "x = f'{x} is mended now'",
    ],
)
def test_unplain_english_is_found_in_code(source: str):
    assert len(in_code("a.py", source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "mended = 1  # fixed",
        "x = 'mend'",
        "x = 1  # `person.afresh_at` begins a new history",
        '"""Who is due, and the people to whom we send."""',
        '"""Wait for it."""',
        "x = {'content-type': 'the content type'}",
    ],
)
def test_plain_english_and_names_are_left_alone(source: str):
    assert in_code("a.py", source) == []


def test_unplain_english_is_found_in_documents():
    assert in_document("a.md", "One.\n\nHow to mend it.") == ["a.md:3: “mend”, say fix"]
    assert in_document("a.md", "One.\n\n    how to mend it\n\n```\nmend\n```\n`mend`") == []
