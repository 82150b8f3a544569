"""The funnel of a busy month, in its own process.

`python -m bench.funnel DATABASE_URL PEOPLE` fills the empty database and prints its figures as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from typing import NamedTuple

from rich.table import Table
from sqlalchemy import ColumnElement, String, case, func, literal, select, text
from sqlalchemy.orm import Session

from bench.crowd import DAY, NOW, Number, fill, name, numbered
from bench.measure import Site, Step
from bench.outbox import stores
from bench.planning import KINDS
from bench.report import Report, Target
from bench.running import told
from handlers.core.anonymity import FEWEST
from handlers.features import open_store
from handlers.figures.release import release
from handlers.results.export import APART, TOGETHER
from handlers.results.funnel import Funnel
from handlers.results.recount import check_totals, correct_totals
from models import Content, ContentTag, Nudge, Person, Share, Total, Workspace
from models.store import Store

PEOPLE, CONTENTS, TEAMS, TOPICS, WEEKS = 100_000, 100, 50, 8, 5
NETWORKS = ("linkedin", "x", "bluesky", "mastodon", "copy")
SHARED = 10  # every tenth nudge
CHUNK = 500_000
READS = 15
SLOWEST = {"sqlite": 1.0, "postgresql": 0.3}  # seconds
PERIOD = ("2026-W06", "2026-W10")
LEGEND = (
    "One workspace: {nudges:,} nudges in five weeks and {shares:,} shares, of {contents} pieces of content, "
    "by {teams} teams in five networks, released in one day. "
    "The funnel: everything, by week, content, topic, team and network."
)


class Figures(NamedTuple):
    """Rows of totals, seconds for each reading, and how many totals differ from the rows."""

    totals: int
    funnel: float
    slowest: float
    check: float
    wrong: int


FIGURES: Mapping[str, Callable[[Figures], str]] = {
    "rows of totals": lambda found: f"{found.totals:,}",
    "the funnel, ms": lambda found: f"{found.funnel * 1e3:.0f}",
    "the slowest of fifteen, ms": lambda found: f"{found.slowest * 1e3:.0f}",
    "recompute --check, s": lambda found: f"{found.check:.1f}",
}


async def figures(url: str, people: int) -> Figures:
    """Fill the empty store at `url`, count the totals, and read the funnel."""
    store = open_store(url)
    try:
        await _seed(store, people)
        stores.rest(store.engine)
        await store.run(correct_totals)
        await store.run(partial(release, workspace="w0", day=NOW.date(), k=FEWEST))
        stores.rest(store.engine)
        times = [await _timed(store, _funnel) for _ in range(READS)]
        begin = time.perf_counter()
        wrong = len(await store.run(check_totals))
        seconds = time.perf_counter() - begin
        totals = await store.run(lambda session: session.scalar(select(func.count()).select_from(Total)) or 0)
        return Figures(totals, median(times), max(times), seconds, wrong)
    finally:
        store.close()


async def _timed(store: Store, work: Callable[[Session], None]) -> float:
    begin = time.perf_counter()
    await store.run(work)
    return time.perf_counter() - begin


def _funnel(session: Session) -> None:
    """Read every table of the export."""
    found = Funnel(session, "w0", PERIOD)
    tables = [found.table(by) for by in (*TOGETHER, *APART)]
    if not found.total().shared or not all(table.rows for table in tables):
        raise RuntimeError("there is no funnel")


async def _seed(store: Store, people: int) -> None:
    await store.run(partial(_company, people=people))
    for first in range(0, people * CONTENTS, CHUNK):
        await store.run(partial(_nudges, first=first, last=min(first + CHUNK, people * CONTENTS), people=people))


def _company(session: Session, people: int) -> None:
    fill(session, Workspace, workspace=literal("w0"), platform="office", created_at=NOW - 40 * DAY)
    i = numbered(people)
    who = {"workspace": literal("w0"), "person": name("U", i), "team": name("team ", i % TEAMS)}
    fill(session, Person, **who, name="Person", met_at=NOW - 40 * DAY, joined_at=NOW - 40 * DAY)
    i = numbered(CONTENTS)
    here, times = literal("w0"), {"starts_at": NOW - 40 * DAY, "created_at": NOW - 40 * DAY}
    its = {"workspace": here, "author": literal("U0"), "id": name("c", i)}
    fill(session, Content, **its, **times, url="https://acme.example/", title="News", state="running")
    fill(session, ContentTag, workspace=here, content=name("c", i), kind="topic", value=name("topic ", i % TOPICS))


def _nudges(session: Session, first: int, last: int, people: int) -> None:
    """Insert nudges and shares without checking foreign keys: what they refer to exists."""
    postgres = session.connection().dialect.name == "postgresql"
    alone = "SET LOCAL session_replication_role = replica" if postgres else "PRAGMA defer_foreign_keys = ON"
    session.execute(text(alone))
    _fill_nudges(session, numbered(last - first) + first, people)
    tenth = numbered((last - first) // SHARED)
    _fill_shares(session, tenth * SHARED + tenth // 5 % SHARED + first, people)  # in all teams, and never by all of one


def _key(i: Number, people: int) -> dict[str, ColumnElement[str]]:
    person, content = name("U", i % people), name("c", i // people)
    return {"workspace": literal("w0", String), "person": person, "content": content}


def _fill_nudges(session: Session, i: Number, people: int) -> None:
    key = _key(i, people)
    week = case(dict(enumerate(f"2026-W{number:02}" for number in range(6, 6 + WEEKS))), value=i // 7 % WEEKS)
    went = {"week": week, "team": name("team ", i % people % TEAMS), "planned_at": NOW - 7 * DAY}
    fill(session, Nudge, **key, id=key["person"] + "." + key["content"], **went, asked=False, round=1, text=0)


def _fill_shares(session: Session, i: Number, people: int) -> None:
    key = _key(i, people)
    nudge = key["person"] + "." + key["content"]
    network = case(dict(enumerate(NETWORKS)), value=i // SHARED // 3 % len(NETWORKS))
    levels = case({0: "opened", 1: "clicked", 2: "previewed"}, value=i // SHARED % 7, else_="claimed")
    its = {"state": "posted", "evidence": levels, "text": "", "address": "", "revision": 0, "looks": 0}
    times = {"started_at": NOW - 6 * DAY, "posted_at": NOW - 6 * DAY}
    fill(session, Share, **key, id=nudge + "!", nudge=nudge, network=network, **its, **times)


async def compare(site: Site, step: Step) -> Report:
    people = PEOPLE // 25 if site.rounds == 1 else PEOPLE
    size = {"nudges": people * CONTENTS, "shares": people * CONTENTS // SHARED}
    legend = LEGEND.format(**size, contents=CONTENTS, teams=TEAMS)
    table = Table("", *KINDS.values(), caption=legend, caption_justify="left")
    found = {}
    with stores.server(site.folder) as pg:
        for kind, label in KINDS.items():
            step(f"{label}: the funnel")
            with stores.fresh(kind, site.folder, pg) as url:
                found[kind] = await asyncio.to_thread(measured, url, people)
    for what, words in FIGURES.items():
        table.add_row(what, *(words(found[kind]) for kind in KINDS))
    return Report((table,), [target for kind, label in KINDS.items() for target in _targets(kind, label, found[kind])])


def measured(url: str, people: int) -> Figures:
    said = told("bench.funnel", url, str(people))
    return Figures(*json.loads(said))


def _targets(kind: str, label: str, found: Figures) -> list[Target]:
    most = SLOWEST[kind]
    return [
        (f"{label}: the funnel under {most * 1e3:.0f} ms", f"{found.funnel * 1e3:.0f} ms", found.funnel < most),
        (f"{label}: the totals match the rows", f"{found.wrong} differ", found.wrong == 0),
    ]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(figures(sys.argv[1], int(sys.argv[2])))))
