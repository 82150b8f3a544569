"""The boards over a long ledger, and the weekly picture, in their own process.

`python -m bench.boards DATABASE_URL ROWS` fills the empty database and prints its figures as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from typing import NamedTuple

from rich.table import Table
from sqlalchemy import BigInteger, ColumnElement, case, cast, func, literal, literal_column, text
from sqlalchemy.orm import Session

from bench.crowd import DAY, NOW, Number, fill, name, numbered
from bench.measure import Site, Step
from bench.outbox import stores
from bench.planning import KINDS
from bench.report import Report, Target
from bench.running import told
from handlers.core.interaction import Actor, Interaction
from handlers.core.language import Words
from handlers.features import open_store
from handlers.recognition.leaderboard import leaderboard
from handlers.recognition.leaderboard_cards import BoardRow, WeekAchieved, scene
from handlers.recognition.picture import draw_picture
from handlers.recognition.points import show_me
from handlers.recognition.standings import neighbours, week_of
from handlers.recognition.week_points import fill_points
from models import Award, LedgerEntry, Person, Thanks, Workspace
from models.base import UtcDateTime
from models.store import Store

WEEKS, EACH = 52, 100  # each person's ledger entries, over a year
CHUNK = 1_000_000
READS = 15
SLOWEST = {1_000_000: 0.050, 10_000_000: 0.060}  # seconds, by ledger rows; a quick run measures the first
DRAWN = 0.050
BEGAN = NOW - timedelta(weeks=WEEKS)


class Figures(NamedTuple):
    """Seconds for each reading, and for drawing the weekly picture; the middle of fifteen."""

    board: float
    neighbours: float
    command: float
    me: float
    picture: float


FIGURES: Mapping[str, str] = {
    "board": "the weekly board",
    "neighbours": "the neighbours",
    "command": "/heraut leaderboard",
    "me": "/heraut me",
    "picture": "the weekly picture",
}


async def figures(url: str, rows: int) -> Figures:
    """Fill the empty store at `url`, and read the boards."""
    store = open_store(url)
    try:
        await seed(store, rows)
        reads = {"board": _board, "neighbours": _neighbours, "command": _leaderboard, "me": _me}
        times = {what: await _middle(store, read, rows // EACH) for what, read in reads.items()}
        return Figures(**times, picture=_drawing())
    finally:
        store.close()


async def _middle(store: Store, read: Callable[[Session, str], object], people: int) -> float:
    times = []
    for number in range(READS):
        begin = time.perf_counter()
        await store.run(partial(_read, read, f"U{number * people // READS}"))
        times.append(time.perf_counter() - begin)
    return median(times)


def _drawing() -> float:
    """Each picture is another one, so that none is kept from before. The first one reads the fonts, once a process."""
    times = []
    for number in range(READS + 1):
        board = tuple(BoardRow(place=place, points=50 - place, name=f"Zoë Müller {place}") for place in range(1, 6))
        week = WeekAchieved(monday=NOW.date(), shares=30 + number, people=12, opened=10, claimed=20, top=board)
        begin = time.perf_counter()
        draw_picture(scene(Words(), week))
        times.append(time.perf_counter() - begin)
    return median(times[1:])


def _read(read: Callable[[Session, str], object], who: str, session: Session) -> None:
    read(session, who)


def _board(session: Session, who: str) -> object:
    return week_of(session, "w0", "2026-W09", "UTC", ranking=True)


def _neighbours(session: Session, who: str) -> object:
    monday = datetime(2026, 3, 1, 23, tzinfo=NOW.tzinfo)  # in Amsterdam, an hour before the workspace's
    return neighbours(session, "w0", who, monday, monday + 7 * DAY)


def _pressed(action: str, who: str) -> Interaction:
    actor = Actor(workspace="w0", person=who, timezone="Europe/Amsterdam", locale="en")
    return Interaction(key="k", actor=actor, action=action)


def _leaderboard(session: Session, who: str) -> object:
    return leaderboard(session, _pressed("leaderboard", who), NOW)


def _me(session: Session, who: str) -> object:
    return show_me(session, _pressed("me", who), NOW)


async def seed(store: Store, rows: int) -> None:
    """A workspace whose people have had points for a year."""
    await store.run(partial(_people, people=rows // EACH))
    for first in range(0, rows, CHUNK):
        await store.run(partial(_ledger, first=first, rows=min(CHUNK, rows - first), people=rows // EACH))
    await store.run(lambda session: fill_points(session, "w0", "UTC"))
    stores.rest(store.engine)


def _people(session: Session, people: int) -> None:
    fill(session, Workspace, workspace=literal("w0"), platform="office", created_at=BEGAN)
    i = numbered(people)
    who = {"workspace": literal("w0"), "person": name("U", i)}
    met = {"met_at": BEGAN, "joined_at": BEGAN, "timezone": "Europe/Amsterdam"}
    fill(session, Person, **who, **met, name=name("Person ", i), named=i % 3 > 0)
    fill(session, Award, **who, badge="first-share", cause="share:s:0", at=_moment(session, i * 97))
    thanks = {"giver": name("U", i), "receiver": name("U", (i + 1) % people), "at": _moment(session, i * 89)}
    fill(session, Thanks, workspace=literal("w0"), id=name("t", i), **thanks, text="Thanks!")


def _ledger(session: Session, first: int, rows: int, people: int) -> None:
    """Insert entries without checking foreign keys: what they refer to exists."""
    postgres = session.connection().dialect.name == "postgresql"
    alone = "SET LOCAL session_replication_role = replica" if postgres else "PRAGMA defer_foreign_keys = ON"
    session.execute(text(alone))
    i = numbered(rows) + first
    mixed = cast(i, BigInteger) * 48_271 % 2_147_483_647
    who = {"workspace": literal("w0"), "id": name("e", i), "person": name("U", mixed % people)}
    worth = case({0: 5, 1: 10, 2: 15}, value=mixed // 7 % 5, else_=25)
    why = {"rule": "claimed", "version": "2026-01-01", "cause": name("share:s", i)}
    fill(session, LedgerEntry, **who, **why, points=worth, at=_moment(session, mixed // 11))


def _moment(session: Session, number: Number) -> ColumnElement[datetime]:
    """A second of the year."""
    after = number % int((NOW - BEGAN).total_seconds())
    if session.connection().dialect.name == "postgresql":
        return literal(BEGAN) + after * literal_column("interval '1 second'")
    return func.strftime("%Y-%m-%d %H:%M:%f000", after + int(BEGAN.timestamp()), "unixepoch", type_=UtcDateTime)


async def compare(site: Site, step: Step) -> Report:
    sizes = {rows: most for rows, most in SLOWEST.items() if rows == min(SLOWEST) or site.rounds > 1}
    report = Table("", *(f"{name}, {rows:,} rows" for rows in sizes for name in KINDS.values()))
    found: dict[tuple[int, str], Figures] = {}
    with stores.server(site.folder) as pg:
        for rows in sizes:
            for kind, name in KINDS.items():
                step(f"{name}: boards over {rows:,} rows")
                with stores.fresh(kind, site.folder, pg) as url:
                    found[rows, kind] = await asyncio.to_thread(measured, url, rows)
    for field, what in FIGURES.items():
        report.add_row(f"{what}, ms", *(f"{getattr(one, field) * 1e3:.0f}" for one in found.values()))
    return Report((report,), [target for (rows, kind), one in found.items() for target in _targets(rows, kind, one)])


def measured(url: str, rows: int) -> Figures:
    said = told("bench.boards", url, str(rows))
    return Figures(**json.loads(said))


def _targets(rows: int, kind: str, found: Figures) -> Iterator[Target]:
    for field, what in FIGURES.items():
        seconds, most = getattr(found, field), DRAWN if field == "picture" else SLOWEST[rows]
        yield f"{KINDS[kind]}, {rows:,} rows: {what} ≤ {most * 1e3:.0f} ms", f"{seconds * 1e3:.0f} ms", seconds <= most


if __name__ == "__main__":
    print(json.dumps(asyncio.run(figures(sys.argv[1], int(sys.argv[2])))._asdict()))
