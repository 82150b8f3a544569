"""Points by week add up as the ledger does, whatever happens, and differences are found and corrected."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from handlers.privacy.erasure import erase
from handlers.recognition.week_points import (
    PointsDifference,
    add_points,
    check_points,
    correct_points,
    first_counted,
    points_differences,
)
from models import LedgerEntry, Person, WeekPoints, Workspace
from models.share import Evidence
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY, WEEK
from tests.recognition.test_recompute import PEOPLE, History, memory, numbers

__all__ = ["memory"]

acts = st.tuples(
    st.sampled_from(["post", "post", "undo", "again", "raise", "thank"]),
    st.sampled_from(PEOPLE),
    st.integers(0, 7),
    st.integers(0, 2),
    st.sampled_from([0, 3600, 86400, 604800, 20_000_000]),
)


def week_of(session: Session, person: str, week: str) -> tuple[int, int, int]:
    row = session.get_one(WeekPoints, ("acme", person, week), populate_existing=True)
    return row.points, row.best, row.weeks


def wrong(session: Session) -> list[PointsDifference]:
    return [*points_differences(session, "acme", session.get_one(Workspace, "acme").timezone)]


@given(st.lists(acts, max_size=15), st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata"]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_history_the_weeks_agree_with_the_ledger(memory, history, zone):
    played = History(memory, f"weeks{next(numbers)}")
    memory.get_one(Workspace, played.workspace).timezone = zone
    memory.flush()
    for act in history:
        played.play(*act)
    assert [*points_differences(memory, played.workspace, zone)] == []
    for person in PEOPLE:
        weeks = select(func.sum(WeekPoints.points)).where(
            WeekPoints.workspace == played.workspace, WeekPoints.person == person
        )
        assert (memory.scalar(weeks) or 0) == played.has(person)


def test_a_week_knows_the_best_of_the_26_before_it(session):
    company.found(session)
    told: tuple[tuple[int, Evidence], ...] = (
        (0, "address"),
        (1, "claimed"),
        (2, "opened"),
        (27, "claimed"),
        (28, "claimed"),
    )
    for number, evidence in told:
        company.shares(session, "ann", f"s{number}", MONDAY + number * WEEK, evidence)
    assert week_of(session, "ann", "2026-W10") == (25, 0, 0)
    assert week_of(session, "ann", "2026-W12") == (10, 25, 2)
    assert week_of(session, "ann", "2026-W37") == (5, 10, 2)
    assert week_of(session, "ann", "2026-W38") == (5, 10, 2)


def test_points_are_in_the_week_of_the_workspaces_own_monday(session):
    company.found(session)
    session.get_one(Workspace, "acme").timezone = "Europe/Amsterdam"
    session.flush()
    company.shares(session, "ann", "a", datetime(2026, 3, 8, 22, 59, tzinfo=UTC))
    company.shares(session, "ann", "b", datetime(2026, 3, 8, 23, 0, tzinfo=UTC))
    assert (week_of(session, "ann", "2026-W10")[0], week_of(session, "ann", "2026-W11")[0]) == (15, 5)
    assert wrong(session) == []


def test_a_replica_whose_clock_is_behind_corrects_the_week_that_began(session):
    company.found(session)
    company.shares(session, "ann", "a", MONDAY - WEEK)
    company.shares(session, "ann", "b", MONDAY + WEEK)
    company.shares(session, "ann", "c", MONDAY)
    assert week_of(session, "ann", "2026-W11") == (5, 15, 2)
    assert wrong(session) == []


def test_differences_are_found_and_corrected(session):
    company.found(session, "acme", "bob", "cem")
    for number, name in enumerate(("ann", "bob", "cem")):
        for weeks in range(3):
            company.shares(session, name, f"{name}{weeks}", MONDAY + weeks * WEEK + number * DAY)
    session.execute(
        update(WeekPoints).where(WeekPoints.person == "ann", WeekPoints.week == "2026-W10").values(points=7)
    )
    session.execute(delete(WeekPoints).where(WeekPoints.person == "bob", WeekPoints.week == "2026-W12"))
    session.execute(update(WeekPoints).where(WeekPoints.person == "cem", WeekPoints.week == "2026-W11").values(best=1))
    found = {(one.person, one.week, one.what): (one.due, one.found) for one in wrong(session)}
    assert found[("ann", "2026-W10", "points")] == (15, 7)
    assert found[("bob", "2026-W12", "points")] == (5, 0)
    assert found[("cem", "2026-W11", "best")] == (15, 1)
    assert len(correct_points(session)) == len(found)
    assert wrong(session) == []
    assert week_of(session, "bob", "2026-W12") == (5, 15, 2)


def test_nothing_is_kept_of_a_person_who_was_forgotten(session):
    company.found(session, "acme", "bob")
    company.shares(session, "bob", "a", datetime(2026, 3, 8, 23, 30, tzinfo=UTC))
    erase(session, session.get_one(Person, ("acme", "bob")), MONDAY + WEEK)
    assert session.scalars(select(WeekPoints.person)).all() == []
    assert len(session.scalars(select(LedgerEntry.person)).all()) == 2
    assert wrong(session) == []


def test_points_that_cancel_each_other_leave_no_week(session):
    company.found(session)
    add_points(session, {("acme", "ann"): 0}, MONDAY)
    assert session.scalars(select(WeekPoints.person)).all() == []


async def test_the_check_looks_at_every_workspace(store):
    def played(session: Session) -> None:
        for workspace in ("acme", "other"):
            company.found(session, workspace)
            company.post(session, company.begin(session, "ann", workspace, workspace=workspace), MONDAY)

    await store.run(played)
    await store.run(lambda session: session.execute(update(WeekPoints).values(points=1)))
    assert [one[:2] for one in await store.run(check_points)] == [("acme", "ann"), ("other", "ann")]
    await store.run(correct_points)
    assert await store.run(check_points) == []


WEEKS = [("2026-W27", "2026-W01"), ("2027-W01", "2026-W28"), ("2026-W10", "2025-W36")]


@pytest.mark.parametrize(("week", "first"), WEEKS)
def test_26_weeks_are_counted_back_over_the_year(week, first):
    assert first_counted(week) == first
