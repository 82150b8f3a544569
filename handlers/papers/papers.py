"""Files that people write and read: a head in TOML between two lines of +++, then Markdown."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from handlers.papers.mistakes import Mistake

M = TypeVar("M", bound=BaseModel)

FENCE = "+++"
LARGEST = 100_000  # bytes
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
KEY = re.compile(r"^\s*([A-Za-z_][\w-]*)\s*=")


class Paper(NamedTuple):
    """A file in two pieces. `body_line`: the number of lines before its body."""

    name: str  # as mistakes call it
    head: str
    body: str
    body_line: int

    def wrong(self, line: int, wrong: str, remedy: str) -> Mistake:
        return Mistake(self.name, line, wrong, remedy)


def read_paper(path: Path, name: str) -> Paper:
    """The pieces of a file. Raises Mistake."""
    raw = path.read_bytes()
    if len(raw) > LARGEST:
        raise Mistake(name, 1, f"The file is larger than {LARGEST // 1000} kB.", "Make two of it.")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise Mistake(name, line, "This is not UTF-8.", "Save the file as UTF-8.") from None
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise Mistake(name, 1, "The head is missing.", f"Begin with a line {FENCE}, and end the head with another.")
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == FENCE), None)
    if end is None:
        raise Mistake(name, 1, "The head does not end.", f"Add a line {FENCE} after it.")
    return Paper(name, "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 1)


def head_of(paper: Paper, model: type[M]) -> M:
    """The head as `model`. Raises Mistake for the first thing that is wrong."""
    try:
        return model.model_validate(_values(paper))
    except ValidationError as wrong:
        problem = wrong.errors()[0]
        key = str(problem["loc"][0]) if problem["loc"] else ""
        raise _mistake(paper, model, key, problem["type"], problem["msg"]) from None


def _values(paper: Paper) -> Mapping[str, object]:
    try:
        return tomllib.loads(paper.head)
    except tomllib.TOMLDecodeError as problem:
        found = AT_LINE.search(str(problem))
        inside = int(found[1]) if found and found[1] else paper.head.count("\n") + 1
        said = AT_LINE.sub("", str(problem))
        raise paper.wrong(1 + inside, f"{said}.", 'Write it as name = "value", with quotes around a text.') from None


def _mistake(paper: Paper, model: type[BaseModel], key: str, kind: str, said: str) -> Mistake:
    fields = list(model.model_fields)
    if kind == "missing":
        return paper.wrong(1, f"“{key}” is missing.", f"Add a line {key} = … to the head.")
    if kind == "extra_forbidden":
        near = get_close_matches(key, fields, 1)
        remedy = f"Did you mean “{near[0]}”?" if near else f"These are known: {', '.join(fields)}."
        return paper.wrong(_line(paper, key), f"“{key}” is not known.", remedy)
    return paper.wrong(_line(paper, key), f"“{key}” cannot be used as it is.", _plain(said))


def _line(paper: Paper, key: str) -> int:
    """The line of a key; that of the first +++ if it stands in no line of its own."""
    for number, line in enumerate(paper.head.split("\n"), start=2):
        if (found := KEY.match(line)) and found[1] == key:
            return number
    return 1


def _plain(said: str) -> str:
    said = said.removeprefix("Value error, ").removeprefix("Input ")
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith('.') else '.'}"


def papers_in(folder: Path, languages: Sequence[str]) -> Sequence[tuple[str, str, Paper]]:
    """(language, name without its ending, paper) of every Markdown file in the folder of each language, by name.

    Raises Mistake, also for a folder without any.
    """
    return [(language, path.stem, read_paper(path, paper_name(path))) for language, path in files_in(folder, languages)]


def files_in(folder: Path, languages: Sequence[str]) -> Sequence[tuple[str, Path]]:
    """(language, path) of every Markdown file in the folder of each language, by name. Raises Mistake if none is."""
    found = [(one, path) for one in languages for path in sorted((folder / one).glob("*.md"))]
    if not found:
        raise Mistake(
            str(folder), 1, "There is no file to read.", f"Put files into {folder.name}/en or {folder.name}/nl."
        )
    return found


def paper_name(path: Path) -> str:
    """The folder, the language and the file: as mistakes call it."""
    return "/".join(path.absolute().parts[-3:])
