"""The funnel matches a plain recount of the packets, whatever is in them."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, insert
from sqlalchemy.orm import Session

from handlers.figures.release import NUMBERS
from handlers.results.funnel import PARTS, STEPS, SUMS, By, Funnel
from handlers.results.steps import Row, Table
from models import Content, ContentTag, Released
from models.engine import open_engine
from models.migrate import migrate
from models.released import Part
from models.share import LEVELS
from tests.recognition import company
from tests.support import postgres
from tests.support.stores import INFO

BYS: tuple[By, ...] = ("all", "content", "topic", "week", "team", "network")
CONTENTS, REACTED = ("c1", "c2", "c3"), "c4"  # c1 has two topics, c2 has one, c3 none
TOPICS = {"c1": ["Owls", "Bats"], "c2": ["Owls"]}
WEEKS = ("2025-W52", "2026-W01", "2026-W02", "2026-W09", "2026-W10")
Place = tuple[str, Part, str]  # content, part, key
Counts = dict[str, int]
Packets = dict[tuple[str, Place], Counts]  # by day and place

parts: tuple[tuple[Part, str], ...] = (
    ("all", ""), ("team", "Sales"), ("team", ""), ("network", "x"), ("network", "qr"), ("other teams", ""),
    ("other networks", ""),
)  # fmt: skip
places = st.tuples(st.sampled_from((*CONTENTS, REACTED)), st.sampled_from(parts)).map(lambda p: (p[0], *p[1]))
days = st.sampled_from(("2026-03-02", "2026-03-03"))
few = st.lists(st.integers(0, 9), min_size=len(SUMS), max_size=len(SUMS))
histories = st.dictionaries(
    st.tuples(days, places), few.map(lambda counts: dict(zip(SUMS, counts, strict=True))), max_size=40
)
weeks = st.tuples(*(st.sampled_from(WEEKS) for _ in (*CONTENTS, REACTED)))
periods = st.tuples(st.sampled_from(("", *WEEKS)), st.sampled_from((*WEEKS, "9")))


def recount(history: Packets, week_of: dict[str, str], by: By, period: tuple[str, str], content: str) -> Table:
    """Recount one packet after the other."""
    sums: dict[tuple[bool, str], Counts] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
    for (_, (its, part, key)), counts in history.items():
        wanted = its == content if content else its != REACTED
        if period[0] <= week_of[its] <= period[1] and wanted and part in PARTS.get(by, ("all",)):
            keys = {"all": [""], "content": [its], "week": [week_of[its]], "topic": TOPICS.get(its, [""])}
            for name in keys.get(by, [key]):
                for what, times in counts.items():
                    sums[part.startswith("other"), name][what] += times
    rest = sums.pop((True, ""), None)
    rows = [_row(key, counts) for (_, key), counts in sums.items()]
    largest = sorted(rows, key=lambda row: row.key if by == "week" else (-row.nudged, -row.posts, row.key))
    return Table(rows=tuple(largest), rest=_row("", rest) if rest else None)


def _row(key: str, counts: Counts) -> Row:
    levels = tuple(counts[f"posts_{level}"] for level in LEVELS)
    return Row(key=key, levels=levels, **{name: counts[name] for name in STEPS})


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


@given(histories, weeks, periods, st.sampled_from(("", "c1", "c3", REACTED)))
@settings(max_examples=60)
def test_each_table_matches_a_recount(session, history, weeks, period, content):
    week_of = dict(zip((*CONTENTS, REACTED), weeks, strict=True))
    with session.begin_nested() as savepoint:
        rows = [
            {"workspace": "W", "day": day, "content": its, "part": part, "key": key, "week": week_of[its]}
            | {**dict.fromkeys(NUMBERS, 0), **counts}
            for (day, (its, part, key)), counts in history.items()
        ]
        if rows:
            session.execute(insert(Released), rows)
        funnel = Funnel(session, "W", period, content)
        for by in BYS:
            assert funnel.table(by) == recount(history, week_of, by, period, content), by
        assert funnel.total() == next(iter(recount(history, week_of, "all", period, content).rows), Row())
        savepoint.rollback()
