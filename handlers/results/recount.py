"""Recounts the running totals from the rows that they count, and corrects them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, local_date, week_bounds
from handlers.core.interaction import Frozen
from handlers.results.tallies import Alone, Cell, CountedNudge, Counts, counts_of, places
from handlers.results.totals import OWNER, STANDS, add
from models import Click, Message, Nudge, Person, Share, Total, Workspace
from models.base import plainly
from models.total import COUNTS, Count

PLACE = (Nudge.workspace, Nudge.week, Nudge.content, Nudge.team)
WENT = Nudge.week != ""
ROW, PART = literal_column("nudge.rowid", Integer), 20_000  # few enough that SQLite sorts them in memory
OPENED = or_(Share.state == "posted", Share.opened_at.is_not(None))
# In the order of the shares' own index.
SHARED = (
    select(*PLACE, Nudge.id, Nudge.asked, Share.network, Share.state, Share.evidence, Share.opened_at.is_not(None))
    .join(Share, STANDS)
    .where(WENT)
    .order_by(Share.workspace, Share.nudge)
)
NUDGE = itemgetter(0, 4)  # of such a row: workspace and nudge
AT_ONCE = 10_000  # rows


class Wrong(Frozen):
    """A total that differs from the rows. With an empty week: nudges that went out but are in no week."""

    workspace: str
    week: str
    content: str = ""
    team: str = ""
    network: str = ""
    what: Count
    due: int
    found: int


def check_totals(session: Session) -> list[Wrong]:
    """Every total that differs from the rows; empty if all are right."""
    if session.connection().dialect.name == "postgresql":  # a consistent snapshot that blocks nobody
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    return [*_lost(session), *(_wrong(*one) for one in _gaps(session))]


def correct_totals(session: Session) -> list[Wrong]:
    """Correct every total. Returns those that were wrong. Other counting waits until it is done."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE total IN SHARE ROW EXCLUSIVE MODE"))
    lost = _lost(session)
    for one in lost:
        _into_weeks(session, one.workspace)
    gaps = _gaps(session)
    add(session, Counter({where: due - found for where, due, found in gaps}))
    return [*lost, *(_wrong(*gap) for gap in gaps)]


def _gaps(session: Session) -> list[tuple[tuple[Cell, Count], int, int]]:
    due, found = _due(session), _found(session)
    differ = sorted({where for where, _ in due.items() ^ found.items()})  # sorting all of them took a second
    return [(where, due[where], found[where]) for where in differ if due[where] != found[where]]


def _wrong(where: tuple[Cell, Count], due: int, found: int) -> Wrong:
    cell, what = where
    return Wrong(**cell._asdict(), what=what, due=due, found=found)


def _found(session: Session) -> Counts:
    columns = [getattr(Total, name) for name in (*Cell._fields, *COUNTS)]
    return _read(session, select(*columns), COUNTS)


def _due(session: Session) -> Counts:
    """The counts of nudges, shares and clicks."""
    counts = _clicks(session) + _shares(session)
    for part in _parts(session):
        went = select(*PLACE, literal(""), func.count()).where(part, WENT, ~Nudge.asked)
        counts.update(_read(session, went.group_by(*reversed(PLACE)), ("nudged",)))
    return counts


def _shares(session: Session) -> Counts:
    """The counts of shares, nudge by nudge: sorting them by cell takes the database longer than reading them here."""
    rows = session.connection().execute(SHARED, execution_options={"yield_per": AT_ONCE})
    alone = Alone()
    several: Counts = Counter()
    for _, same in groupby(rows, key=NUDGE):
        first, *more = same
        if more:  # a nudge counts as shared once
            several.update(counts_of([CountedNudge._make(row) for row in (first, *more)]))
        else:
            alone.add(first)
    return alone.counts() + Counter({where: times for where, times in several.items() if where[1] != "nudged"})


def _parts(session: Session) -> Iterator[ColumnElement[bool]]:
    """SQL: all nudges in parts. SQLite sorts in order to count, and what is too much for memory goes over the disk."""
    if session.connection().dialect.name == "postgresql":
        yield true()
        return
    last = session.scalar(select(func.max(ROW)).select_from(Nudge)) or 0
    for first in range(0, last + 1, PART):
        yield ROW.between(first, first + PART - 1)


def _read(session: Session, rows: Select[*tuple[object, ...]], names: tuple[Count, ...]) -> Counts:
    counts: Counts = Counter()
    for row in session.execute(rows):
        cell = Cell(*map(str, row[:5]))
        counts.update({(cell, name): times for name, times in zip(names, row[5:], strict=True) if times})
    return counts


def _clicks(session: Session) -> Counts:
    """Clicks of people. The week follows from the day."""
    place = (Click.workspace, Click.day, Click.content, Click.team, Click.network)
    rows = select(*place, func.sum(Click.times)).where(Click.kind == "person").group_by(*place)
    counts: Counts = Counter()
    for workspace, day, *where, times in session.execute(rows):
        for cell in places(workspace, iso_week(date.fromisoformat(day)), *where):
            counts[cell, "clicks"] += times
    return counts


# ── Nudges that are in no week ────────────────────────────────────────────────────────────────────

SAID = exists().where(
    Message.workspace == Nudge.workspace,
    or_(
        and_(Message.kind == "nudge", Message.subject == Nudge.id),
        and_(Message.kind == "digest", Message.subject == Nudge.digest),
    ),
    Message.ref.is_not(None),
)
LOST = and_(Nudge.week == "", or_(SAID, exists().where(STANDS, OPENED)))


def _lost(session: Session) -> list[Wrong]:
    """The number of nudges that went out but are in no week, by workspace."""
    workspace = plainly(Nudge.workspace)  # otherwise SQLite would look up each row by an index
    rows = session.execute(select(workspace, func.count()).where(LOST).group_by(workspace)).all()
    return [Wrong(workspace=workspace, week="", what="nudged", due=times, found=0) for workspace, times in rows]


def _into_weeks(session: Session, workspace: str) -> None:
    """Assign them to the week for which they were planned, and to the person's current team."""
    zone = session.get_one(Workspace, workspace).timezone
    mine = and_(LOST, Nudge.workspace == workspace)
    first, last = session.execute(select(func.min(Nudge.planned_at), func.max(Nudge.planned_at)).where(mine)).one()
    team = select(Person.team).where(OWNER).scalar_subquery()
    day = local_date(first, zone)
    while day <= local_date(last, zone) + timedelta(days=6):
        start, end = week_bounds(iso_week(day), zone)
        within = and_(mine, Nudge.planned_at >= start, Nudge.planned_at < end)
        values = update(Nudge).where(within).values(week=iso_week(day), team=team)
        session.execute(values.execution_options(synchronize_session=False))
        day += timedelta(days=7)
