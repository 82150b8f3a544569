"""Find words and openings that a native engineer would not write, in code and in documents."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import NamedTuple

# Old, legal or translated words, with what we write instead.
WORDS = {
    r"mend(?:s|ed|ing)?": "fix",
    r"afresh|anew": "again",
    r"whoever|whomever|whosoever": "anybody who",
    r"(?<!to )(?<!of )(?<!for )(?<!by )(?<!with )(?<!from )(?<!about )(?<!among )whom": "who, or another sentence",
    r"likewise": "what is meant, in full",
    r"(?:there|here|where)(?:of|by|in|upon|to|with|under)": "a plainer word",
    r"(?:so-)?manieth": "nth",
    r"thence|whence|henceforth|forthwith|hitherto": "a plainer word",
    r"(?:a|one|another|two|three|both|no) contents?(?! security| type| hash|-|=)": "a piece of content",
    r"(?<=[,:;] )for (?:he|she|it|they|we|there|nobody|who|what) \w+": "because",
    r"(?:to|for|by|from|with) who": "people who",
    r"(?<=[,:;] )else": "otherwise",
    r"(?:looks?|looked) at (?:again|at once|once more|anew)": "checked",
    r"so many(?! that)": "how many, or a number",
}
BANNED = {re.compile(rf"\b(?:{word})\b", re.IGNORECASE): instead for word, instead in WORDS.items()}
# A docstring must make sense on its own, so it does not begin by pointing at its neighbour.
OPENINGS = re.compile(r"\s*(?:The same|Likewise|Ditto|As above|As before|Of|Whom|Also|Neither|Nor)\b")
FENCES = re.compile(r"^```.*?^```|^    .*?$", re.DOTALL | re.MULTILINE)
Finding = str


class Said(NamedTuple):
    """A piece of English, with the line it starts on."""

    line: int
    text: str


def in_code(name: str, source: str) -> list[Finding]:
    """Unplain English in a Python file: docstrings, comments, strings, and names of functions."""
    tree = ast.parse(source)
    said = [*comments(source), *strings(tree), *functions(tree)]
    opening = [
        f"{name}:{line}: begins “{text.split(' ')[0]}”" for line, text in docstrings(tree) if OPENINGS.match(text)
    ]
    return sorted([*opening, *(found for one in said for found in banned(name, one))])


def in_document(name: str, text: str) -> list[Finding]:
    """Unplain English in a Markdown file, outside its blocks of code."""
    prose = FENCES.sub(lambda code: "\n" * code[0].count("\n"), text)
    return [found for line, said in enumerate(prose.splitlines(), 1) for found in banned(name, Said(line, said))]


def banned(name: str, said: Said) -> Iterator[Finding]:
    for word, instead in BANNED.items():
        for found in word.finditer(re.sub(r"`[^`]*`", "", said.text)):
            yield f"{name}:{said.line}: “{found[0]}”, say {instead}"


def comments(source: str) -> Iterator[Said]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Said(token.start[0], token.string)


def strings(tree: ast.Module) -> Iterator[Said]:
    """Every string of several words, docstrings included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield Said(node.lineno, node.value)


def functions(tree: ast.Module) -> Iterator[Said]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield Said(node.lineno, node.name.replace("_", " "))


def docstrings(tree: ast.Module) -> Iterator[Said]:
    for node in ast.walk(tree):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                text = ast.get_docstring(node)
                yield from [Said(node.body[0].lineno, text)] if text else []
            case _:
                pass
