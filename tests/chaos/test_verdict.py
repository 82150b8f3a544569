"""The verdict notices each kind of harm that a storm can do."""

import pytest

from handlers.outbox.outcomes import mark_of
from tests.chaos.crowd import key
from tests.chaos.platform import Taken
from tests.chaos.verdict import Row, judge

ANNA = "U000000001"
MARK = mark_of("T000", key(ANNA))


def row(state: str) -> Row:
    return Row(workspace="T000", person=ANNA, state=state, attempts=1, reason="")


def post(at: float = 1.0, mark: str = MARK) -> Taken:
    return Taken(at, "post", ANNA, mark)


@pytest.mark.parametrize(
    ("state", "record", "found"),
    [
        ("sent", [], "lost"),
        ("stale", [], "lost"),
        ("queued", [], "lost"),
        ("doubt", [post()], "lost"),
        ("sent", [post(), post(2.0)], "repeated"),
        ("unknown", [post(), post(2.0)], "repeated"),
        ("sent", [post(6.0)], "wrong"),
        ("sent", [post(), Taken(6.0, "change", ANNA, "")], "wrong"),
        ("cancelled", [post()], "untrue"),
        ("failed", [post()], "untrue"),
        ("sent", [post(mark=mark_of("T001", key(ANNA)))], "untrue"),
    ],
)
def test_harm_is_noticed(state, record, found):
    verdict = judge([row(state)], record, {ANNA: 5.0})
    assert getattr(verdict, found) == [ANNA] and not verdict.clean


@pytest.mark.parametrize(
    ("state", "record"),
    [("sent", [post()]), ("cancelled", []), ("failed", []), ("unknown", []), ("unknown", [post()])],
)
def test_what_is_right_is_not_reported(state, record):
    verdict = judge([row(state)], record, {ANNA: 5.0})
    assert verdict.clean and verdict.unknown == ([ANNA] if state == "unknown" else [])


def test_unknown_messages_that_arrived_are_counted():
    assert judge([row("unknown")], [post()]).arrived == 1 and judge([row("unknown")], []).arrived == 0
