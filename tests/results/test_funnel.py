"""The funnel matches a plain recount of the running totals, whatever is in them."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, insert
from sqlalchemy.orm import Session

from handlers.results.funnel import By, Funnel
from handlers.results.steps import NOBODYS, Row, Table, tell_apart
from models import Content, ContentTag, Total
from models.engine import open_engine
from models.migrate import migrate
from models.share import LEVELS
from models.total import COUNTS
from tests.recognition import company
from tests.support import postgres
from tests.support.stores import INFO

BYS: tuple[By, ...] = ("all", "content", "topic", "week", "team", "network")
CONTENTS, REACTED = ("c1", "c2", "c3"), "c4"  # c1 has two topics, c2 has one, c3 none
TOPICS = {"c1": ["Owls", "Bats"], "c2": ["Owls"]}
WEEKS = ("2025-W52", "2026-W01", "2026-W02", "2026-W09", "2026-W10")
STEPS = ("nudged", "opened", "shared", "asked", "clicks")
Place = tuple[str, str, str, str]  # week, content, team, network: one of the last two is empty
Counts = dict[str, int]

side = st.sampled_from([("", ""), ("Sales", ""), ("Bats", ""), ("", "linkedin"), ("", "x"), ("", "qr"), ("", "plain")])
places = st.tuples(st.sampled_from(WEEKS), st.sampled_from((*CONTENTS, REACTED)), side).map(lambda p: (*p[:2], *p[2]))
few = st.lists(st.integers(0, 9), min_size=len(COUNTS), max_size=len(COUNTS))
histories = st.dictionaries(places, few.map(lambda counts: dict(zip(COUNTS, counts, strict=True))), max_size=40)
periods = st.tuples(st.sampled_from(("", *WEEKS)), st.sampled_from((*WEEKS, "9")))


def recount(history: dict[Place, Counts], by: By, period: tuple[str, str], content: str) -> list[Row]:
    """Recount one row of totals after the other."""
    sums: dict[str, Counts] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
    people: dict[tuple[str, str], int] = defaultdict(int)
    for (week, its, team, network), counts in history.items():
        wanted = its == content if content else its != REACTED
        if period[0] <= week <= period[1] and wanted and (by == "network") == (network != ""):
            keys = {"all": [""], "content": [its], "week": [week], "team": [team], "network": [network]}
            for key in TOPICS.get(its, [""]) if by == "topic" else keys[by]:
                for name, times in counts.items():
                    sums[key][name] += times
                posts = sum(counts[f"posts_{level}"] for level in LEVELS)
                people[key, its] += posts if by == "network" else counts["nudged"] + counts["asked"]
    return [_row(key, counts, [people[key, its] for its in (*CONTENTS, REACTED)]) for key, counts in sums.items()]


def _row(key: str, counts: Counts, people: list[int]) -> Row:
    strangers = [counts["clicks"]] if key in NOBODYS else []
    levels = tuple(counts[f"posts_{level}"] for level in LEVELS)
    return Row(key=key, people=max(*people, *strangers), levels=levels, **{name: counts[name] for name in STEPS})


def in_order(rows: list[Row], by: By) -> Table:
    largest = sorted(rows, key=lambda row: (-row.nudged, -row.posts, row.key))
    return tell_apart(sorted(rows, key=lambda row: row.key) if by == "week" else largest)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def session(request: pytest.FixtureRequest, postgres_server: URL) -> Iterator[Session]:
    """A session for a company with content. Nothing is committed."""
    with postgres.database(postgres_server) as url:
        engine = open_engine("sqlite://" if request.param == "sqlite" else url.render_as_string(hide_password=False))
        migrate(engine)
        with Session(engine, info=INFO) as session:
            company.found(session, "W")
            for name in (*CONTENTS, REACTED):
                company.content(session, name, "W")
            session.get_one(Content, ("W", REACTED)).way = "react"
            tags = [(content, topic) for content, topics in TOPICS.items() for topic in topics]
            session.add_all(ContentTag(workspace="W", content=one, kind="topic", value=topic) for one, topic in tags)
            session.flush()
            yield session
            session.rollback()
        engine.dispose()


@given(histories, periods, st.sampled_from(("", "c1", "c3", REACTED)))
@settings(max_examples=60)
def test_each_table_matches_a_recount(session, history, period, content):
    with session.begin_nested() as savepoint:
        where = ("week", "content", "team", "network")
        rows = [{"workspace": "W", **dict(zip(where, place, strict=True)), **n} for place, n in history.items()]
        if rows:
            session.execute(insert(Total), rows)
        funnel = Funnel(session, "W", period, content)
        for by in BYS:
            assert funnel.table(by) == in_order(recount(history, by, period, content), by), by
        assert funnel.total() == next(iter(recount(history, "all", period, content)), Row())
        savepoint.rollback()
