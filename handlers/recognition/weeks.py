"""Freezes a week that is over: what may be told of it is counted once, and stays as it was told."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, literal_column, not_, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import week_bounds
from handlers.core.anonymity import apart, fewest, splits
from handlers.members.council import may_be_named
from handlers.recognition import standings
from handlers.recognition.ranks import joined_before
from models import Person, Share, TeamWeek, Workspace
from models.engine import insert_new
from models.share import LEVELS

TRACED = LEVELS[LEVELS.index("address") :]
WAYS = ("traced", "opened", "claimed")


def freeze(session: Session, workspace: Workspace, week: str, now: datetime) -> bool:
    """Whether the week has been told: if it is over in the workspace's time zone, it is now."""
    if session.get(TeamWeek, (workspace.workspace, week)):
        return True
    start, end = week_bounds(week, workspace.timezone)
    if now < end:
        return False
    numbers = {**_together(session, workspace, start, end), **_others(session, workspace, week)}
    insert_new(session, TeamWeek, [{"workspace": workspace.workspace, "week": week, **numbers}])
    return True


def _together(session: Session, workspace: Workspace, start: datetime, end: datetime) -> dict[str, int]:
    """Shares if k people shared; how many people if k did not; how we know if that tells k shares apart."""
    its, k = workspace.workspace, fewest(workspace)
    rows = (
        select(func.count(), func.count(Share.person.distinct()), _sum(TRACED), _sum(("opened",)), _sum(("claimed",)))
        .select_from(Share)
        .join(Person, (Person.workspace == Share.workspace) & (Person.person == Share.person))
        .where(Share.workspace == its, Share.state == literal_column("'posted'"), *joined_before(its, end))
        .where(Share.posted_at >= start, Share.posted_at < end)
    )
    shares, people, *ways = session.execute(rows).one()
    everybody = session.scalar(select(func.count()).where(*joined_before(its, end))) or 0
    if people < k:
        return dict.fromkeys(("shares", "people", *WAYS), 0)
    known = {way: times or 0 for way, times in zip(WAYS, ways, strict=True)}
    given = {way: times for way, times in known.items() if times}
    told, rest = apart(given, lambda left: sum(left.values()) or None, lambda times: times >= k)
    evidence = told if rest is None and len(told) > 1 else {}
    return {
        "shares": shares,
        "people": people if splits(people, everybody, k) else 0,
        **{way: evidence.get(way, 0) for way in WAYS},
    }


def _sum(levels: tuple[str, ...]) -> ColumnElement[int]:
    return func.sum(case((Share.evidence.in_(levels), 1), else_=0))


def _others(session: Session, workspace: Workspace, week: str) -> dict[str, int]:
    """How much good news there is of people who are not named, where it is of k people."""
    its, k = workspace.workspace, fewest(workspace)
    start, end = week_bounds(week, workspace.timezone)
    hidden: dict[str, Select[str, *tuple[str, ...]]] = {
        "newcomers": standings.newcomers(its, start, end).where(not_(may_be_named())),
        "bests": standings.bests(its, week, workspace.timezone).where(not_(may_be_named())),
        "badges": standings.badges_won(its, start, end).where(not_(may_be_named())),
        "thanks": standings.thanks_given(its, start, end, named=False),
    }
    return {what: _counted(session, rows, k) for what, rows in hidden.items()}


def _counted(session: Session, rows: Select[str, *tuple[str, ...]], k: int) -> int:
    found = rows.order_by(None).subquery()
    times, people = session.execute(select(func.count(), func.count(found.c.person.distinct()))).one()
    return times if people >= k else 0
