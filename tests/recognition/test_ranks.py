"""The board says what the ledger says, worked out here person by person, for any zones and any edges of the week."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, week_bounds
from handlers.core.anonymity import FEWEST
from handlers.recognition import standings
from handlers.recognition.standings import AROUND, TOP
from handlers.recognition.week_points import fill_points
from models import LedgerEntry, Workspace
from tests.recognition import company
from tests.recognition.test_recompute import memory

__all__ = ["memory"]

numbers = count()
START = datetime(2026, 3, 9, tzinfo=UTC)  # the Monday of 2026-W11
ZONES = ("UTC", "Europe/Amsterdam", "Asia/Kolkata", "America/New_York")


class Who(NamedTuple):
    person: str
    name: str
    named: bool
    left: bool


class Line(NamedTuple):
    person: str
    points: int
    at: datetime


people = st.lists(
    st.builds(Who, st.just(""), st.sampled_from("ABC"), st.sampled_from((True, True, False)), st.booleans()),
    min_size=1,
    max_size=14,
).map(lambda found: [one._replace(person=f"p{number:02}") for number, one in enumerate(found)])
hours = st.one_of(st.integers(-14, 182), st.integers(-14, 14), st.integers(154, 182), st.integers(-24 * 200, 0))
lines = st.lists(st.tuples(st.integers(0, 13), st.sampled_from((5, 5, 5, 10, -5)), hours), max_size=40)


def totals(ledger: list[Line], start: datetime, end: datetime) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for line in ledger:
        if start <= line.at < end:
            sums[line.person] += line.points
    return {person: points for person, points in sums.items() if points > 0}


def ranked(crowd: list[Who], earned: dict[str, int]) -> list[tuple[int, int, str, str]]:
    """Place, points, name and person of those who are named, in order."""
    named = [(earned[one.person], one) for one in crowd if one.named and not one.left and one.person in earned]
    places = [(1 + sum(more > points for more, _ in named), points, one.name, one.person) for points, one in named]
    return sorted(places, key=lambda row: (row[0], row[2], row[3]))


def written(
    session: Session, zone: str, crowd: list[Who], entries: list[tuple[int, int, int]]
) -> tuple[str, list[Line]]:
    """A workspace of its own with these people and this ledger."""
    workspace = f"ranks{next(numbers)}"
    session.add(Workspace(workspace=workspace, platform="web", timezone=zone, created_at=company.LONG_AGO))
    session.flush()
    for one in crowd:
        person = company.hire(session, one.person, workspace, named=one.named)
        person.name, person.left_at = one.name, START if one.left else None
    session.flush()
    ledger = [Line(f"p{who % len(crowd):02}", points, START + timedelta(hours=after)) for who, points, after in entries]
    keys = {"workspace": workspace, "rule": "claimed", "version": ""}
    rows = [{**keys, **line._asdict(), "id": f"{n}", "cause": f"share:{n}:0"} for n, line in enumerate(ledger)]
    if rows:
        session.execute(insert(LedgerEntry), rows)
    fill_points(session, workspace, zone)
    return workspace, ledger


@given(people, lines, st.sampled_from(ZONES), st.sampled_from(ZONES))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_board_says_what_the_ledger_says(memory, crowd, entries, zone, own_zone):
    workspace, ledger = written(memory, zone, crowd, entries)
    earned = totals(ledger, *week_bounds("2026-W11", zone))
    named = ranked(crowd, earned)
    upper = [row for row in named if row[0] * 2 <= len(named) + 1]
    board, more = standings.top(memory, workspace, "2026-W11", week_bounds("2026-W11", zone)[1])
    assert [(row.place, row.points, row.name) for row in board] == [row[:3] for row in upper[:TOP]]
    assert more == sum(row[1] == upper[TOP - 1][1] for row in upper[TOP:])

    start, end = week_bounds("2026-W11", own_zone)
    earned = totals(ledger, start, end)
    named = ranked(crowd, earned)
    for one in crowd:
        shown = standings.neighbours(memory, workspace, one.person, start, end)
        above = [row for row in named if row[1] > earned.get(one.person, 0)]
        others = [(row.place, row.points, row.name) for row in shown[:-1]]
        assert others == ([row[:3] for row in above[-AROUND:]] if one.person in earned else [])
        assert [(row.place, row.points, row.mine) for row in shown[-1:]] == (
            [(len(above) + 1, earned[one.person], True)] if one.person in earned else []
        )
        enough = sum(row[3] != one.person for row in named) + 1 >= FEWEST
        place = len(above) + 1 if enough and one.person in earned else None
        assert standings.place(memory, workspace, one.person, start, end) == place


@given(people, lines, st.sampled_from(ZONES))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_personal_bests_follow_from_the_ledger(memory, crowd, entries, zone):
    workspace, ledger = written(memory, zone, crowd, entries)
    earned = totals(ledger, *week_bounds("2026-W11", zone))
    best = []
    for person, points in sorted(earned.items(), key=lambda one: (-one[1], one[0])):
        weeks = (iso_week((START - timedelta(weeks=back)).date()) for back in range(1, 27))
        before = [found[person] for week in weeks if person in (found := totals(ledger, *week_bounds(week, zone)))]
        if len(before) >= 2 and points > max(before):
            best.append(person)
    stays = {one.person for one in crowd if not one.left}
    found = memory.execute(standings.bests(workspace, "2026-W11", zone)).all()
    assert [person for person, _ in found] == [person for person in best if person in stays]
