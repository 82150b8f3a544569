"""Measure the house style: lengths, docstrings, and words that have no place in a test."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_FILE = 300
LONGEST_HANDLER = 25
MOCKS = re.compile(r"\b(?:\w*Mock|mocker|patch|monkeypatch\.setattr)\b\s*[(.]")
Finding = str


class Function(NamedTuple):
    """One function and its length in lines, from `def` to its end."""

    place: str
    name: str
    length: int


def functions(name: str, source: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(f"{name}:{node.lineno}", node.name, (node.end_lineno or node.lineno) - node.lineno + 1)


def too_long(name: str, source: str) -> list[Finding]:
    """A file over its limit, and each handler over its own."""
    lines = source.count("\n")
    found = [f"{name}: {lines} lines, at most {LONGEST_FILE}"] if lines > LONGEST_FILE else []
    if name.startswith("handlers/"):
        long = (function for function in functions(name, source) if function.length > LONGEST_HANDLER)
        found += [f"{place} {function}: {length} lines, at most {LONGEST_HANDLER}" for place, function, length in long]
    return found


def without_purpose(name: str, source: str) -> list[Finding]:
    """A module with code in it says in its first line what it is for."""
    tree = ast.parse(source)
    return [f"{name}: no docstring"] if tree.body and not ast.get_docstring(tree) else []


def unlike_a_sentence(name: str, source: str) -> list[Finding]:
    """Tests are functions, and use the real thing or a fake server; nothing is patched."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    found = [f"{name}:{node.lineno} a test class" for node in classes if node.name.startswith("Test")]
    code = enumerate(source.splitlines(), start=1)
    return found + [f"{name}:{number} a mock or a patch" for number, line in code if MOCKS.search(line)]


def percentile(values: list[int], share: float) -> int:
    return sorted(values)[int(share * (len(values) - 1))] if values else 0
