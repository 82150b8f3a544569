"""Recognise crawlers by their User-Agent: a short list of our own, and a long one that others maintain."""

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
LONGEST = 500  # characters of a User-Agent that are looked at
REMEMBERED = 4096  # User-Agents whose verdict is cached
BROWSER = re.compile(r"Mozilla/5\.0 \((?!compatible)[^)]*\) (AppleWebKit|Gecko)/")
AT_ONCE = 25  # patterns per expression; faster than one by one, and faster than all in one


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as problem:
        raise ValueError(f"not a regular expression: {problem}") from None
    return text


Expression = Annotated[str, AfterValidator(_expression)]


class Crawler(Frozen):
    """An entry of our own list."""

    pattern: Expression
    kind: Literal["preview", "crawler", "headless"]
    source: Annotated[str, Field(max_length=16)] = ""


class Kept(BaseModel):
    """An entry of the list that others maintain. Its other fields are not needed."""

    pattern: Expression


class Own(Frozen):
    """Our own list, and what says nothing about who is looking."""

    ordinary: tuple[Expression, ...]
    crawler: tuple[Crawler, ...]


Verdict = tuple[ClickKind, str]  # kind and source
PERSON: Verdict = ("person", "")
Judge = Callable[[str], Verdict]


def read_kept(file: str) -> tuple[str, ...]:
    """The patterns in a copy of crawler-user-agents.json. Raises `OSError`, and `ValueError` if it is not one."""
    if not file:
        import crawleruseragents

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


CrawlersFile = Annotated[str, AfterValidator(_useful)]  # a copy of crawler-user-agents.json; empty: the installed one


def judge(kept: tuple[str, ...]) -> Judge:
    """A function from User-Agent to verdict, cached because most visitors use a few browsers."""
    own = Own.model_validate(tomllib.loads(OWN.read_text("utf-8")))
    ordinary = re.compile("|".join(own.ordinary))
    first = [(re.compile(line.pattern), (line.kind, line.source)) for line in own.crawler]
    then = [re.compile("|".join(kept[start : start + AT_ONCE])) for start in range(0, len(kept), AT_ONCE)]

    @lru_cache(REMEMBERED)
    def judged(named: str) -> Verdict:
        agent = ordinary.sub("", named) if BROWSER.match(named) else named
        found = next((verdict for pattern, verdict in first if pattern.search(agent)), None)
        if found is None and any(pattern.search(agent) for pattern in then):
            found = ("crawler", "")
        return found or PERSON

    return lambda agent: judged(agent[:LONGEST])
