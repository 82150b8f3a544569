"""The funnel, read from the running totals: how far content came, by any dimension."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from operator import add
from typing import Literal

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from handlers.core.localtime import iso_week, monday_of
from handlers.results.steps import NOBODYS, Row, Table, tell_apart
from models import Content, ContentTag, Total
from models.total import COUNTS

By = Literal["content", "network", "topic", "team", "week", "all"]
Side = Literal["week", "team", "network"]  # beside the content; other dimensions follow from the weeks
SIDES: Mapping[By, Side] = {"team": "team", "network": "network"}
REACTED = select(Content.id).where(
    Content.workspace == bindparam("workspace"), Content.way == "react"
)  # reactions lead to no posts
TOPICS = select(ContentTag.content, ContentTag.value).where(
    ContentTag.workspace == bindparam("workspace"), ContentTag.kind == "topic"
)
Counted = tuple[int, ...]  # numbers in the order of COUNTS
NONE: Counted = (0,) * len(COUNTS)
EVER = ("", "9")  # sorts before and after every week


def weeks(today: date, count: int) -> tuple[str, str]:
    """The first and the last of the last `count` ISO weeks, including this one."""
    return iso_week(monday_of(today) - timedelta(weeks=count - 1)), iso_week(today)


class Funnel:
    """The funnel of all content, or of one piece, in a period (first week, last week). Shared reads happen once."""

    def __init__(self, session: Session, workspace: str, period: tuple[str, str], content: str = "") -> None:
        self._connection = session.connection()
        self._about = {"workspace": workspace, "since": period[0], "until": period[1], "content": content}
        self._read: dict[Side, list[tuple[str, str, Counted]]] = {}

    def table(self, by: By) -> Table:
        """The table of a dimension, largest row first, or weeks in order."""
        rows = self._rows(by)
        return tell_apart(sorted(rows, key=lambda row: row.key if by == "week" else (-row.nudged, -row.posts, row.key)))

    def total(self) -> Row:
        """Everything in one row."""
        return next(iter(self._rows("all")), Row())

    def _rows(self, by: By) -> list[Row]:
        topics = self._topics() if by == "topic" else {}
        sums: dict[str, dict[str, Counted]] = {}
        for side, content, counts in self._cells(SIDES.get(by, "week")):
            for key in _keys(by, side, content, topics):
                contents = sums.setdefault(key, {})
                contents[content] = tuple(map(add, contents.get(content, NONE), counts))
        return [_row(key, by, [*contents.values()]) for key, contents in sums.items()]

    def _cells(self, side: Side) -> list[tuple[str, str, Counted]]:
        if side not in self._read:
            reading = _reading(side, of_one=bool(self._about["content"]))
            rows = self._connection.execute(reading, self._about)
            self._read[side] = [(key, content, tuple(counts)) for key, content, *counts in rows]
        return self._read[side]

    def _topics(self) -> dict[str, list[str]]:
        topics: dict[str, list[str]] = {}
        for content, topic in self._connection.execute(TOPICS, self._about):
            topics.setdefault(content, []).append(topic)
        return topics


def _keys(by: By, side: str, content: str, topics: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The keys of the rows that these counts belong to."""
    match by:
        case "all":
            return ("",)
        case "content":
            return (content,)
        case "topic":
            return topics.get(content, ("",))
        case _:
            return (side,)


def _row(key: str, by: By, contents: Sequence[Counted]) -> Row:
    """A row, with the fewest people that can be behind it: for one piece of content, each nudge or post in a network is

    another person. Links of no colleague are followed by strangers, each counted once a day.
    """
    nudged, opened, shared, asked, *levels, clicks = map(sum, zip(*contents, strict=True))
    people = max(sum(counts[4:-1]) if by == "network" else counts[0] + counts[3] for counts in contents)
    steps = {"nudged": nudged, "opened": opened, "shared": shared, "asked": asked, "clicks": clicks}
    return Row(key=key, people=max(people, clicks if key in NOBODYS else 0), levels=tuple(levels), **steps)


@cache
def _reading(side: Side, *, of_one: bool) -> Select[str, str, *tuple[int, ...]]:
    """The query for counts by content and `side`."""
    key = Total.__table__.c[side]
    rows = select(key, Total.content, *(func.sum(getattr(Total, name)) for name in COUNTS))
    rows = rows.where(Total.network != "" if side == "network" else Total.network == "")
    rows = rows.where(Total.workspace == bindparam("workspace"))
    rows = rows.where(Total.week >= bindparam("since"), Total.week <= bindparam("until"))
    rows = rows.where(Total.content == bindparam("content") if of_one else Total.content.not_in(REACTED))
    return rows.group_by(key, Total.content)
