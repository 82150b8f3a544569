"""The funnel, read from released packets: how far content came, by any dimension."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from operator import add
from typing import Literal, NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, monday_of
from handlers.results.steps import Row, Table
from models import Campaign, Content, ContentTag, Released
from models.released import Part
from models.total import POSTS

By = Literal["content", "network", "topic", "campaign", "team", "week", "all"]
PARTS: Mapping[By, tuple[Part, Part]] = {"team": ("team", "other teams"), "network": ("network", "other networks")}
WHOLE: tuple[Part, Part] = ("all", "all")  # all other dimensions follow from the content and its week
STEPS = ("nudged", "opened", "opened_of", "shared", "asked", "posts", "clicks")
SUMS = (*STEPS, *POSTS.values())
REACTED = select(Content.id).where(
    Content.workspace == bindparam("workspace"), Content.way == "react"
)  # reactions lead to no posts
BELONGING = select(Content.id).where(
    Content.workspace == bindparam("workspace"), Content.campaign == bindparam("campaign")
)
TOPICS = select(ContentTag.content, ContentTag.value).where(
    ContentTag.workspace == bindparam("workspace"), ContentTag.kind == "topic"
)
CAMPAIGNS = (
    select(Content.id, Campaign.name)
    .join(Campaign, (Campaign.workspace == Content.workspace) & (Campaign.id == Content.campaign))
    .where(Content.workspace == bindparam("workspace"))
)
Of = Literal["one", "campaign", "all"]  # one piece of content, that of a campaign, or all
Counted = tuple[int, ...]  # numbers in the order of SUMS
NONE: Counted = (0,) * len(SUMS)
EVER = ("", "9")  # sorts before and after every week


def weeks(today: date, count: int) -> tuple[str, str]:
    """The first and the last of the last `count` ISO weeks, including this one."""
    return iso_week(monday_of(today) - timedelta(weeks=count - 1)), iso_week(today)


class Packets(NamedTuple):
    """The packets of one row: its part and key, the week and the content, and their sums."""

    part: Part
    key: str
    week: str
    content: str
    counts: Counted


class Funnel:
    """The funnel of all content, one piece or one campaign, in a period (first week, last week). Reads happen once."""

    def __init__(
        self, session: Session, workspace: str, period: tuple[str, str], content: str = "", campaign: str = ""
    ) -> None:
        self._connection = session.connection()
        self._of: Of = "one" if content else "campaign" if campaign else "all"
        self._about = {"workspace": workspace, "since": period[0], "until": period[1]} | {
            "content": content,
            "campaign": campaign,
        }
        self._read: dict[tuple[Part, Part], list[Packets]] = {}

    def table(self, by: By) -> Table:
        """The table of a dimension, largest row first, or weeks in order."""
        rows, rest = self._rows(by)
        in_order = sorted(rows, key=lambda row: row.key if by == "week" else (-row.nudged, -row.posts, row.key))
        return Table(rows=tuple(in_order), rest=rest)

    def total(self) -> Row:
        """Everything in one row."""
        return next(iter(self._rows("all")[0]), Row())

    def _rows(self, by: By) -> tuple[list[Row], Row | None]:
        topics = self._topics() if by == "topic" else self._campaigns() if by == "campaign" else {}
        sums: dict[tuple[bool, str], Counted] = {}
        for part, key, week, content, counts in self._packets(PARTS.get(by, WHOLE)):
            for name in _keys(by, key, week, content, topics):
                where = (part.startswith("other"), name)
                sums[where] = tuple(map(add, sums.get(where, NONE), counts))
        rest = sums.pop((True, ""), None)
        return [_row(name, counts) for (_, name), counts in sums.items()], _row("", rest) if rest else None

    def _packets(self, parts: tuple[Part, Part]) -> list[Packets]:
        if parts not in self._read:
            reading = _reading(
                parts, "one" if self._about["content"] else "campaign" if self._about["campaign"] else "all"
            )
            rows = self._connection.execute(reading, self._about)
            self._read[parts] = [Packets(part, key, week, its, tuple(counts)) for part, key, week, its, *counts in rows]
        return self._read[parts]

    def _topics(self) -> dict[str, list[str]]:
        topics: dict[str, list[str]] = {}
        for content, topic in self._connection.execute(TOPICS, self._about):
            topics.setdefault(content, []).append(topic)
        return topics

    def _campaigns(self) -> dict[str, list[str]]:
        """The name of each piece's campaign. No two campaigns of a workspace have the same one."""
        return {content: [name] for content, name in self._connection.execute(CAMPAIGNS, self._about)}


def _keys(by: By, key: str, week: str, content: str, topics: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The keys of the rows that these packets belong to."""
    match by:
        case "all":
            return ("",)
        case "content":
            return (content,)
        case "week":
            return (week,)
        case "topic" | "campaign":
            return topics.get(content, ("",))
        case _:
            return (key,)


def _row(key: str, counts: Counted) -> Row:
    steps = dict(zip(STEPS, map(int, counts), strict=False))
    return Row(key=key, levels=tuple(map(int, counts[len(STEPS) :])), **steps)


@cache
def _reading(parts: tuple[Part, Part], of: Of) -> Select[Part, str, str, str, *tuple[int, ...]]:
    """The query for the sums of packets by row, week and content."""
    where = (Released.part, Released.key, Released.week, Released.content)
    rows = select(*where, *(func.sum(getattr(Released, name)) for name in SUMS))
    rows = rows.where(Released.workspace == bindparam("workspace"), Released.part.in_(parts))
    rows = rows.where(Released.week >= bindparam("since"), Released.week <= bindparam("until"))
    match of:
        case "one":
            rows = rows.where(Released.content == bindparam("content"))
        case "campaign":
            rows = rows.where(Released.content.in_(BELONGING), Released.content.not_in(REACTED))
        case "all":
            rows = rows.where(Released.content.not_in(REACTED))
    return rows.group_by(*where)
