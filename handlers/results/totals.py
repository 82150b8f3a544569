"""Running totals: every event is counted in its own transaction, however many happen at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, String, and_, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, local_date
from handlers.planning.events import NudgesWentOut
from handlers.results.tallies import Cell, CountedNudge, Counts, counts_of, places
from models import Nudge, Person, Share, Total, Workspace
from models.given import addition, given, packed
from models.plans import connection_of
from models.prepared import Change, Query
from models.total import COUNTS

TEXT = String()
Key = tuple[str, str]  # workspace, id of a nudge or a share
Where = tuple[str, str, str, str]  # workspace, content, team, network

GIVEN = given("nudges", workspace=TEXT, nudge=TEXT)
SAME = and_(Nudge.workspace == GIVEN.c.workspace, Nudge.id == GIVEN.c.nudge)
OWNER = and_(Person.workspace == Nudge.workspace, Person.person == Nudge.person)
LOCK = (
    select(Person.person)
    .join(Nudge, OWNER)
    .join(GIVEN, SAME)
    .order_by(Person.workspace, Person.person)
    .with_for_update(of=Person, key_share=True)
)
STANDS = and_(Share.workspace == Nudge.workspace, Share.nudge == Nudge.id, Share.state != "dropped")
STORIES = Query(
    select(Nudge.workspace, Nudge.week, Nudge.content, Nudge.team, Nudge.id, Nudge.asked)
    .add_columns(Share.network, Share.state, Share.evidence, Share.opened_at)
    .join(GIVEN, SAME)
    .outerjoin(Share, STANDS)
    .order_by(Nudge.workspace, Nudge.id)
)
SHARES = given("shares", workspace=TEXT, share=TEXT)
NUDGES = Query(
    select(Share.workspace, Share.nudge).join(
        SHARES, and_(Share.workspace == SHARES.c.workspace, Share.id == SHARES.c.share)
    )
)
THERE = given("there", workspace=TEXT)
ZONES = Query(select(Workspace.workspace, Workspace.timezone).join(THERE, Workspace.workspace == THERE.c.workspace))
WENT = given("went", workspace=TEXT, nudge=TEXT, week=TEXT)
GO = Query(
    update(Nudge)
    .where(Nudge.workspace == WENT.c.workspace, Nudge.id == WENT.c.nudge, Nudge.week == "")
    .values(week=WENT.c.week, team=select(Person.team).where(OWNER).scalar_subquery())
    .returning(Nudge.workspace, Nudge.week, Nudge.content, Nudge.team, Nudge.asked)
)
ROWS = given("totals", **dict.fromkeys(Cell._fields, TEXT), **dict.fromkeys(COUNTS, Integer()))


def count_went_out(session: Session, nudges: Iterable[Key], now: datetime) -> None:
    """Count nudges that reached their people in this week. Repeating it changes nothing."""
    keys = sorted({*nudges})
    if keys:
        weeks = _weeks(session, {workspace for workspace, _ in keys}, now)
        went = packed((workspace, nudge, weeks[workspace]) for workspace, nudge in keys)
        new = GO.all(session, went=went)
        add(session, Counter((Cell(*cell), "nudged") for *cell, asked in new if not asked))


def count_nudged(session: Session, event: NudgesWentOut, now: datetime) -> None:
    """Count these nudges."""
    count_went_out(session, event.nudges, now)


def nudges_of(session: Session, shares: Iterable[Key]) -> list[Key]:
    """The nudges that these shares belong to."""
    keys = sorted({*shares})
    return NUDGES.all(session, shares=packed(keys)) if keys else []


@contextmanager
def counted(session: Session, now: datetime, *nudges: Key, clicks: Mapping[Where, int] | None = None) -> Iterator[None]:
    """A context that adds all changes to these nudges' shares to the totals at its end. Change no share before it.

    A person who acts on a nudge has received it, whatever we know of its message. People are locked first, so the
    second of two simultaneous acts sees the first one's changes. Totals are written last, in one statement, so that
    no two transactions wait for each other.
    """
    followed = _of_clicks(session, clicks, now) if clicks else Counter()
    if not nudges:
        yield
        add(session, followed)
        return
    connection, keys = connection_of(session), packed(sorted({*nudges}))
    if connection.dialect.name == "postgresql":
        connection.execute(LOCK, {"nudges": keys}).all()
    stories = _stories(session, keys)
    if any(not story.week for story in stories):
        count_went_out(session, nudges, now)
        stories = _stories(session, keys)
    yield
    counts = counts_of(_stories(session, keys))
    counts.subtract(counts_of(stories))
    counts.update(followed)
    add(session, counts)


def _of_clicks(session: Session, clicks: Mapping[Where, int], now: datetime) -> Counts:
    """The counts for people who followed links this week."""
    weeks = _weeks(session, {workspace for workspace, *_ in clicks}, now)
    counts: Counts = Counter()
    for (workspace, *where), times in clicks.items():
        for cell in places(workspace, weeks[workspace], *where):
            counts[cell, "clicks"] += times
    return counts


def add(session: Session, counts: Counts) -> None:
    """Add counts to the totals, always in the same order, so that no two transactions wait for each other."""
    cells = sorted({cell for (cell, _), times in counts.items() if times})
    if cells:
        rows = packed((*cell, *(counts[cell, name] for name in COUNTS)) for cell in cells)
        _adding(connection_of(session).dialect.name).run(session, {"totals": rows})


def _stories(session: Session, nudges: str) -> list[CountedNudge]:
    return [CountedNudge(*row) for row in STORIES.all(session, nudges=nudges)]


def _weeks(session: Session, workspaces: Iterable[str], now: datetime) -> dict[str, str]:
    """The current ISO week in each workspace's time zone."""
    zones = ZONES.all(session, there=packed((workspace,) for workspace in {*workspaces}))
    return {workspace: iso_week(local_date(now, zone)) for workspace, zone in zones}


@cache
def _adding(dialect: str) -> Change:
    return Change(addition(dialect, Total, {column.name: column for column in ROWS.c}, *COUNTS))
