"""The funnel, read from the running totals: how far content came, by what one likes to know it."""

from datetime import date, timedelta
from functools import cache, reduce
from operator import add
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal_column, select
from sqlalchemy.orm import Session

from handlers.localtime import iso_week, monday_of
from handlers.steps import NOBODYS, Row, Table, shown
from models import Content, ContentTag, Total
from models.share import LEVELS

By = Literal["content", "network", "topic", "team", "week", "all"]
REACTED = select(Content.id).where(
    Content.workspace == bindparam("workspace"), Content.way == "react"
)  # no posts follow
POSTS = tuple(f"posts_{level}" for level in LEVELS)
STEPS = ("nudged", "opened", "shared", "asked", "clicks")
EVER = ("", "9")  # before every week, after every week


def weeks(today: date, count: int) -> tuple[str, str]:
    """The first and the last of so many ISO weeks, this one included."""
    return iso_week(monday_of(today) - timedelta(weeks=count - 1)), iso_week(today)


def table(session: Session, workspace: str, by: By, period: tuple[str, str], content: str = "") -> Table:
    """By one dimension, the largest first, weeks in order; of all content, or of one."""
    rows = [*_rows(session, workspace, by, period, content)]
    return shown(sorted(rows, key=lambda row: row.key if by == "week" else (-row.nudged, -row.posts, row.key)))


def total(session: Session, workspace: str, period: tuple[str, str], content: str = "") -> Row:
    """All in one row."""
    return next(iter(_rows(session, workspace, "all", period, content)), Row())


def _rows(session: Session, workspace: str, by: By, period: tuple[str, str], content: str) -> list[Row]:
    about = {"workspace": workspace, "since": period[0], "until": period[1], "content": content}
    return [_row(*row) for row in session.connection().execute(_reading(by, of_one=bool(content)), about)]


def _row(key: str, people: int, *counts: int) -> Row:
    """Who is at the links that nobody stands behind is a stranger, of whom each counts once a day."""
    nudged, opened, shared, asked, clicks, *levels = counts
    steps = {"nudged": nudged, "opened": opened, "shared": shared, "asked": asked, "clicks": clicks}
    return Row(key=key, people=max(people, clicks if key in NOBODYS else 0), levels=tuple(levels), **steps)


@cache
def _reading(by: By, *, of_one: bool) -> Select[str, int, *tuple[int, ...]]:
    """By content first, for of one content each nudge is another person: so many people there are at least.

    Built once: that takes longer than running it.
    """
    each = _by_content(by, of_one=of_one).subquery()
    sums = (func.sum(each.c[name]) for name in (*STEPS, *POSTS))
    return select(each.c.key, func.max(each.c.people), *sums).group_by(each.c.key)


def _by_content(by: By, *, of_one: bool) -> Select[*tuple[object, ...]]:
    key, counted = _key(by)
    sums = {name: func.sum(getattr(Total, name)) for name in (*STEPS, *POSTS)}
    sums["opened"] = func.sum(case((counted, Total.opened), else_=0))
    people = reduce(add, (sums[name] for name in (POSTS if by == "network" else ("nudged", "asked"))))
    named = (count.label(name) for name, count in sums.items())
    rows = select(key.label("key"), people.label("people"), *named).where(Total.workspace == bindparam("workspace"))
    rows = rows.where(Total.week >= bindparam("since"), Total.week <= bindparam("until"))
    rows = rows.group_by(*(() if by == "all" else (key,)), Total.content)
    if by == "network":
        rows = rows.where(Total.network != "")
    if by == "topic":
        tagged = and_(ContentTag.workspace == Total.workspace, ContentTag.content == Total.content)
        rows = rows.outerjoin(ContentTag, and_(tagged, ContentTag.kind == "topic"))
    return rows.where(Total.content == bindparam("content") if of_one else Total.content.not_in(REACTED))


def _key(by: By) -> tuple[ColumnElement[str], ColumnElement[bool]]:
    """What rows are told apart by, and where ways that were opened are counted for it."""
    nudges = Total.network == ""
    match by:
        case "network":
            return Total.__table__.c.network, Total.network != ""
        case "topic":
            return func.coalesce(ContentTag.value, literal_column("''")), nudges
        case "all":
            return literal_column("''"), nudges
        case _:
            return Total.__table__.c[by], nudges
