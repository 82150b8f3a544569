"""A person's points by week: added up with each ledger entry, and proved from the ledger."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Insert,
    Integer,
    Select,
    String,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from handlers.calendar.localtime import iso_week, local_date, week_bounds
from handlers.members.stand_ins import GONE
from models import LedgerEntry, WeekPoints, Workspace
from models.given import addition, given, packed

BEST_OF = 26  # weeks that a personal best is compared with, which bounds the read
TEXT = String()
Key = tuple[str, str, str]  # workspace, person, week
OTHER = aliased(WeekPoints)
WHO = given("people", workspace=TEXT, person=TEXT)
LAST = select(func.max(OTHER.week)).where(OTHER.workspace == WHO.c.workspace, OTHER.person == WHO.c.person)
PLACES = select(WHO.c.workspace, WHO.c.person, Workspace.timezone, LAST.scalar_subquery()).join(
    Workspace, Workspace.workspace == WHO.c.workspace
)
ROWS = given("earned", workspace=TEXT, person=TEXT, week=TEXT, since=TEXT, points=Integer())


class PointsDifference(NamedTuple):
    """What `week_points` says of a person's week, against what follows from the ledger."""

    workspace: str
    person: str
    week: str
    what: Literal["points", "best", "weeks"]
    due: int
    found: int

    @property
    def key(self) -> Key:
        return self.workspace, self.person, self.week


def add_points(session: Session, earned: Mapping[tuple[str, str], int], now: datetime) -> None:
    """Add points, by workspace and person, to the current week, in the order that all transactions use."""
    people = [key for key, points in earned.items() if points]
    if not people:
        return
    points: dict[Key, int] = {}
    later: list[Key] = []
    for workspace, person, zone, last in session.connection().execute(PLACES, {"people": packed(people)}).all():
        week = iso_week(local_date(now, zone))
        points[workspace, person, week] = earned[workspace, person]
        if last is not None and last > week:  # the clock of another replica is ahead
            later += _later(session, workspace, person, week)
    _add(session, points)
    _add(session, dict.fromkeys(later, 0))


def _later(session: Session, workspace: str, person: str, week: str) -> list[Key]:
    its = (WeekPoints.workspace == workspace, WeekPoints.person == person, WeekPoints.week > week)
    return [(workspace, person, later) for later in session.scalars(select(WeekPoints.week).where(*its))]


def _add(session: Session, points: Mapping[Key, int]) -> None:
    """Add points to weeks, and work out again what came before each."""
    if points:
        connection = session.connection()
        rows = packed((*key, first_counted(key[2]), points[key]) for key in sorted(points))
        connection.execute(_adding(connection.dialect.name), {"earned": rows})


@cache
def _adding(dialect: str) -> Insert:
    key = {"workspace": ROWS.c.workspace, "person": ROWS.c.person, "week": ROWS.c.week}
    its = (OTHER.workspace == ROWS.c.workspace, OTHER.person == ROWS.c.person)
    columns = {**key, "points": ROWS.c.points, **earlier(*its, week=ROWS.c.week, since=ROWS.c.since)}
    return addition(dialect, WeekPoints, columns, "points", latest=("best", "weeks"))


def earlier(
    *its: ColumnElement[bool], week: ColumnElement[str], since: ColumnElement[str]
) -> dict[str, ColumnElement[int]]:
    """SQL: what the person's other weeks say about the 26 before this one."""
    before = (*its, OTHER.week >= since, OTHER.week < week, OTHER.points > 0)
    best = select(func.coalesce(func.max(OTHER.points), 0)).where(*before).scalar_subquery()
    weeks = select(func.count()).select_from(OTHER).where(*before).scalar_subquery()
    return {"best": best, "weeks": weeks}


@cache
def first_counted(week: str) -> str:
    """The first of the 26 weeks before a week."""
    return iso_week(date.fromisocalendar(int(week[:4]), int(week[6:]), 1) - timedelta(weeks=BEST_OF))


# ── The proof ─────────────────────────────────────────────────────────────────────────────────────


def check_points(session: Session) -> list[PointsDifference]:
    """Every difference between the weeks and the ledger; empty if there is none."""
    if session.connection().dialect.name == "postgresql":  # a consistent snapshot that blocks nobody
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    return [wrong for place in _workspaces(session) for wrong in points_differences(session, *place)]


def correct_points(session: Session) -> list[PointsDifference]:
    """Correct every week. Returns what was wrong. Other points wait until it is done."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE week_points IN SHARE ROW EXCLUSIVE MODE"))
    wrong = []
    for workspace, zone in _workspaces(session):
        found = [*points_differences(session, workspace, zone)]
        if found:
            fill_points(session, workspace, zone)
        wrong += found
    return wrong


def fill_points(session: Session, workspace: str, zone: str) -> None:
    """Write all weeks of a workspace again, in order, because each needs those before it."""
    for week in _weeks(session, workspace, zone):
        entries, key = _entries(workspace, week, zone), {"workspace": literal(workspace), "week": literal(week)}
        earned = (
            entries.add_columns(func.sum(LedgerEntry.points).label("points")).group_by(LedgerEntry.person).subquery()
        )
        its = (OTHER.workspace == workspace, OTHER.person == earned.c.person)
        before = earlier(*its, week=literal(week), since=literal(first_counted(week)))
        columns = {**key, "person": earned.c.person, "points": earned.c.points, **before}
        session.execute(delete(WeekPoints).where(WeekPoints.workspace == workspace, WeekPoints.week == week))
        session.execute(insert(WeekPoints).from_select([*columns], select(*columns.values())))


def points_differences(session: Session, workspace: str, zone: str) -> Iterator[PointsDifference]:
    """The differences of one workspace, whose weeks are those of this zone."""
    for week in _weeks(session, workspace, zone):
        yield from _wrong_points(session, workspace, week, zone)
        yield from _wrong_bests(session, workspace, week)


def _workspaces(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(select(Workspace.workspace, Workspace.timezone).order_by(Workspace.workspace))
    return [(workspace, zone) for workspace, zone in rows]


def _weeks(session: Session, workspace: str, zone: str) -> list[str]:
    """The weeks that have ledger entries, and those that are kept, in order."""
    weeks = {*session.scalars(select(WeekPoints.week).where(WeekPoints.workspace == workspace).distinct())}
    first = select(func.min(LedgerEntry.at)).where(LedgerEntry.workspace == workspace)
    moment = session.scalar(first)
    while moment is not None:
        week = iso_week(local_date(moment, zone))
        weeks.add(week)
        moment = session.scalar(first.where(LedgerEntry.at >= week_bounds(week, zone)[1]))
    return sorted(weeks)


def _entries(workspace: str, week: str, zone: str) -> Select[str]:
    """SQL: a person for each entry of the week. Entries of people who were forgotten belong to no week."""
    (start, end), entry = week_bounds(week, zone), LedgerEntry
    here = (entry.workspace == workspace, entry.at >= start, entry.at < end)
    return select(entry.person).where(*here, entry.person.not_like(f"{GONE}%"))


def _wrong_points(session: Session, workspace: str, week: str, zone: str) -> Iterator[PointsDifference]:
    """One pass over the week's entries."""
    kept, nothing = WeekPoints, literal(0)
    due = _entries(workspace, week, zone).add_columns(LedgerEntry.points.label("due"), nothing.label("found"))
    found = select(kept.person, nothing, kept.points).where(kept.workspace == workspace, kept.week == week)
    both = union_all(due, found).subquery()
    sums = func.sum(both.c.due), func.sum(both.c.found)
    rows = select(both.c.person, *sums).group_by(both.c.person).having(sums[0] != sums[1])
    for person, *gap in session.execute(rows).all():
        yield PointsDifference(workspace, person, week, "points", *gap)


def _wrong_bests(session: Session, workspace: str, week: str) -> Iterator[PointsDifference]:
    its, kept = (OTHER.workspace == workspace, OTHER.person == WeekPoints.person), WeekPoints
    due = earlier(*its, week=literal(week), since=literal(first_counted(week)))
    rows = select(kept.person, due["best"], kept.best, due["weeks"], kept.weeks).where(
        kept.workspace == workspace, kept.week == week, or_(due["best"] != kept.best, due["weeks"] != kept.weeks)
    )
    for person, best, found_best, weeks, found_weeks in session.execute(rows).all():
        if best != found_best:
            yield PointsDifference(workspace, person, week, "best", best, found_best)
        if weeks != found_weeks:
            yield PointsDifference(workspace, person, week, "weeks", weeks, found_weeks)
