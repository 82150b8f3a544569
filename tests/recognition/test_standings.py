"""The leaderboard takes the same number of queries for any number of people."""

import pytest

from handlers.calendar.localtime import week_bounds
from handlers.recognition import standings
from tests.recognition import company
from tests.recognition.company import MONDAY
from tests.support.statements import counted


def queries(session, workspace, read):
    session.flush()
    with counted(session) as statements:
        read(workspace)
    return len(statements)


def test_more_people_take_no_more_queries(session):
    def week(workspace):
        standings.week_of(session, workspace, "2026-W10", "UTC", ranking=True)
        standings.neighbours(session, workspace, "ann", *week_bounds("2026-W10", "UTC"))

    counts = []
    for workspace, size in (("small", 5), ("large", 60)):
        company.found(session, workspace, *(f"p{number}" for number in range(size)))
        for number in range(size):
            company.post(
                session, company.begin(session, f"p{number}", f"{workspace}{number}", workspace=workspace), MONDAY
            )
            company.thank(session, "ann", f"p{number}", f"{workspace}{number}", MONDAY, workspace)
        counts.append(queries(session, workspace, week))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("week", ["2026-W10", "2026-W53", "0001-W02"])
def test_a_week_is_recognised(week):
    assert standings.is_week(week)


@pytest.mark.parametrize(
    "week", ["", "2026-W00", "2025-W53", "2026-W54", "2026-10", "2026-W1", "../W10", "2026-W10\n", "٢٠٢٦-W10"]
)
def test_anything_else_is_not_a_week(week):
    assert not standings.is_week(week)
