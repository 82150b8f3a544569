"""Who follows links without being a person: our own short list, and a long one that is kept elsewhere."""

import json
import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter

from handlers.core.interaction import Frozen
from models.link import ClickKind

OWN = Path(__file__).parent / "crawlers.toml"
LONGEST = 500  # characters of what a browser calls itself; nobody who wants to be known says more
REMEMBERED = 4096
AT_ONCE = 25  # patterns in one expression: faster than one by one, and than all together


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as problem:
        raise ValueError(f"no regular expression: {problem}") from None
    return text


Expression = Annotated[str, AfterValidator(_expression)]


class Crawler(Frozen):
    """One line of our own list."""

    pattern: Expression
    kind: Literal["preview", "crawler", "headless"]
    source: Annotated[str, Field(max_length=16)] = ""


class Kept(BaseModel):
    """One line of the list that is kept elsewhere; what else it says is not needed."""

    pattern: Expression


Verdict = tuple[ClickKind, str]  # kind and source
PERSON: Verdict = ("person", "")
Judge = Callable[[str], Verdict]


def read_kept(file: str) -> tuple[str, ...]:
    """The patterns in a copy of crawler-user-agents.json. Raises `OSError`, and `ValueError` for one of no use."""
    if not file:
        import crawleruseragents  # noqa: PLC0415 - reads its file when it is imported

        return tuple(line["pattern"] for line in crawleruseragents.CRAWLER_USER_AGENTS_DATA)
    lines = TypeAdapter(list[Kept]).validate_python(json.loads(Path(file).read_text("utf-8")))
    return tuple(line.pattern for line in lines)


def _useful(file: str) -> str:
    if file:
        try:
            read_kept(file)
        except OSError as problem:
            raise ValueError(f"it cannot be read: {problem.strerror}") from None
    return file


CrawlersFile = Annotated[str, AfterValidator(_useful)]  # a copy of crawler-user-agents.json; empty for the one here


def judge(kept: tuple[str, ...]) -> Judge:
    """What somebody is by what they call themselves. Remembered: a crowd uses few browsers."""
    own = TypeAdapter(list[Crawler]).validate_python(tomllib.loads(OWN.read_text("utf-8"))["crawler"])
    ours = [(re.compile(line.pattern), (line.kind, line.source)) for line in own]
    theirs = [re.compile("|".join(kept[first : first + AT_ONCE])) for first in range(0, len(kept), AT_ONCE)]

    @lru_cache(REMEMBERED)
    def judged(agent: str) -> Verdict:
        found = next((verdict for pattern, verdict in ours if pattern.search(agent)), None)
        if found is None and any(pattern.search(agent) for pattern in theirs):
            found = ("crawler", "")
        return found or PERSON

    return lambda agent: judged(agent[:LONGEST])
