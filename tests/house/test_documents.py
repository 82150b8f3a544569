"""Every path, name and link in the documents leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import tree

DOCUMENTS = [tree.ROOT / name for name in tree.files("*.md")]
PATH = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|toml|po|sh|md|yml)|(?:[\w.-]+/)+")
NAME = re.compile(r"([a-z_]+)\.([A-Za-z_]+)(?:\(\))?")
ELSEWHERE = {"pylock.toml", "simulation/", "artefacts/", "var/", "chat.py"}  # made when something runs, or not ours
Finding = str


def files_and_folders(files: set[str]) -> set[str]:
    folders = {f"{parent}/" for file in files for parent in Path(file).parents if str(parent) != "."}
    return files | folders | {Path(file).name for file in files} | {f"{Path(folder).name}/" for folder in folders}


def wrong_paths(text: str, files: set[str]) -> list[Finding]:
    """Paths in backticks that are neither a file nor a folder here."""
    known = files_and_folders(files) | ELSEWHERE
    said = (code for code in re.findall(r"`([^`\n]+)`", text) if PATH.fullmatch(code))
    return [code for code in said if code not in known]


def wrong_names(text: str, sources: dict[str, str]) -> list[Finding]:
    """`module.name` in backticks where our modules of that name define no such thing."""
    modules: dict[str, list[str]] = {}
    for file, source in sources.items():
        modules.setdefault(Path(file).stem, []).append(source)
    said = (NAME.fullmatch(code) for code in re.findall(r"`([^`\n]+)`", text))
    return [f"{found[0]}" for found in said if found and not _defined(found[1], found[2], modules)]


def _defined(module: str, name: str, modules: dict[str, list[str]]) -> bool:
    """True as well for a module that is not ours, and for a file, which PATH checks."""
    known = re.compile(rf"\b{re.escape(name)}\b")
    return name in ("py", "md") or module not in modules or any(known.search(source) for source in modules[module])


def links(text: str) -> Iterator[tuple[str, str]]:
    """Path and anchor of each link that stays in this repository."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            yield path, anchor


def wrong_links(document: Path) -> list[Finding]:
    found = []
    for path, anchor in links(document.read_text()):
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target.read_text())):
            found.append(f"{path}#{anchor}")
    return found


def anchors(text: str) -> set[str]:
    """The anchors of its headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def ragged(text: str) -> list[Finding]:
    """Rows with more or fewer cells than the first row of their table, which GitHub would not draw."""
    tables = re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE)
    return [row for table in tables for row in table.splitlines() if _cells(row) != _cells(table.splitlines()[0])]


def _cells(row: str) -> int:
    return re.sub(r"`[^`]*`", "", row).count("|")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_each_row_of_a_table_has_its_cells(document: Path):
    assert ragged(document.read_text()) == []


def test_a_ragged_row_is_found():
    assert ragged("| a | b |\n|---|\n| `c | d` | e |\n\n| f |\n|---|\n") == ["|---|"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_names_exists(document: Path):
    text = document.read_text()
    assert wrong_paths(text, {*tree.files()}) + wrong_names(text, tree.product()) + wrong_links(document) == []


def test_a_wrong_path_is_found():
    files = {"handlers/links/clicks.py", "README.md"}
    assert wrong_paths("`handlers/links/clicks.py`, `clicks.py`, `handlers/links/`, `README.md`", files) == []
    assert wrong_paths("`handlers/clicks.py`, `counting.py`, `handlers/counting/`", files) == [
        "handlers/clicks.py",
        "counting.py",
        "handlers/counting/",
    ]


def test_a_wrong_name_is_found():
    sources = {"handlers/planning/budget.py": "def due(): ..."}
    assert wrong_names("`budget.due`, `budget.due()`, `asyncio.run`, `budget.py`", sources) == []
    assert wrong_names("`budget.next_look`", sources) == ["budget.next_look"]


def test_a_wrong_link_is_found(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("# One, two\n[a](page.md#one-two) [b](#one-two) [c](https://example.com) [d](other.md) [e](#three)")
    assert wrong_links(page) == ["other.md#", "#three"]


def commands(text: str) -> list[str]:
    return re.findall(r"^    (.+)$", text, re.MULTILINE)


def test_both_languages_of_the_readme_give_the_same_commands():
    english, dutch = ((tree.ROOT / name).read_text() for name in ("README.md", "README.nl.md"))
    assert commands(english) == commands(dutch) != []
