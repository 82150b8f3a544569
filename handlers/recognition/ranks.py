"""SQL: people with their points in a week, from the weeks that are kept and the ledger's entries around their edges."""

from datetime import datetime

from sqlalchemy import CTE, ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, week_bounds
from handlers.members.council import may_be_named_in
from models import LedgerEntry, Person, WeekPoints, Workspace
from models.base import plainly

People = Select[str, int]  # their ids and points, each person once, if they have any


def joined_before(workspace: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
    """SQL: whether somebody joined before a moment, and has not left."""
    return Person.workspace == workspace, plainly(Person.joined_at) < before, Person.left_at.is_(None)


def people_of(workspace: str, week: str) -> People:
    """Those with points in a week of the workspace."""
    return select(WeekPoints.person, WeekPoints.points).where(
        WeekPoints.workspace == workspace, WeekPoints.week == week, WeekPoints.points > 0
    )


def people_between(session: Session, workspace: str, start: datetime, end: datetime) -> tuple[People, ...]:
    """Those with points in somebody's own week, in parts that have nobody in common.

    Where that person's Monday begins at another moment than the workspace's, there is a second part: those who have
    ledger entries between the two moments.
    """
    week = iso_week((start + (end - start) / 2).date())
    zone = session.execute(select(Workspace.timezone).where(Workspace.workspace == workspace)).scalar_one()
    whole = people_of(workspace, week)
    its = week_bounds(week, zone)
    if its == (start, end):
        return (whole,)
    moved = _moved(workspace, (start, its[0]), (its[1], end))
    points = (func.coalesce(WeekPoints.points, 0) + moved.c.points).label("points")
    mine = and_(WeekPoints.workspace == workspace, WeekPoints.week == week, WeekPoints.person == moved.c.person)
    some = select(moved.c.person, points).outerjoin(WeekPoints, mine).where(points > 0)
    return whole.where(WeekPoints.person.not_in(select(moved.c.person))), some


def _moved(workspace: str, *edges: tuple[datetime, datetime]) -> CTE:
    """The points to add to the workspace's week. An edge that ends before it begins takes its points away."""
    entries = [
        select(LedgerEntry.person, (LedgerEntry.points if first < last else -LedgerEntry.points).label("points")).where(
            LedgerEntry.workspace == workspace,
            LedgerEntry.at >= min(first, last),
            LedgerEntry.at < max(first, last),
        )
        for first, last in edges
    ]
    both = union_all(*entries).subquery()
    return select(both.c.person, func.sum(both.c.points).label("points")).group_by(both.c.person).cte("moved")


def named_of(people: People, workspace: str, before: datetime) -> Select[str, int, str]:
    """Those of them who are advocates and agreed to be named, with their names."""
    its = and_(Person.workspace == workspace, Person.person == people.selected_columns.person)
    return (
        people.add_columns(Person.name)
        .join(Person, its)
        .where(*joined_before(workspace, before), may_be_named_in(workspace))
    )
