"""The week as one person sees it: oneself and those right above, names only by consent, and never a bottom."""

from datetime import UTC, datetime

from handlers.recognition.leaderboard import leaderboard
from models import Person
from tests.recognition import company
from tests.recognition.company import DAY, MONDAY, press, said
from tests.recognition.nine import NAMES, NEXT, everybody_shares, team

__all__ = ["team"]


def so_far(session, person, at=MONDAY):
    return said(leaderboard(session, press(person, "leaderboard"), at)).splitlines()


def test_people_see_themselves_and_two_above_and_nobody_below(session, team):
    everybody_shares(session)
    assert so_far(session, "cem")[1:-1] == [
        "You have 15 points: place 5 among those who agreed to be named.",
        "2. Eve – 20 points",
        "2. Fay – 20 points",
        "5. you – 15 points",
    ]
    assert so_far(session, "gus")[1:-1] == ["You have 25 points this week."]


def test_nobody_reads_of_people_who_did_not_agree(session, team):
    everybody_shares(session)
    for who in ("ann", *NAMES):
        text = " ".join(so_far(session, who))
        assert "a colleague" not in text and "28" not in text.replace("You have 28 points", "")


def test_the_week_before_is_told_as_it_was(session, team):
    everybody_shares(session)
    line = "Last week, together: 9 shares, by 9 colleagues."
    assert line not in so_far(session, "fay") and line in so_far(session, "fay", NEXT)
    session.get_one(Person, ("acme", "ivy")).left_at = NEXT
    assert line in so_far(session, "fay", NEXT + DAY)


def test_without_points_there_is_no_list(session, team):
    everybody_shares(session)
    company.hire(session, "kim")
    lines = so_far(session, "kim")
    assert "You have no points this week yet. Something to share: /heraut next" in lines
    assert not any(line[0].isdigit() for line in lines)


def test_the_week_begins_on_a_persons_own_monday(session, team):
    everybody_shares(session, at=datetime(2026, 3, 8, 22, 30, tzinfo=UTC))  # Sunday 23:30 in Amsterdam
    assert "You have 25 points this week." in so_far(session, "gus", datetime(2026, 3, 8, 22, 59, tzinfo=UTC))
    assert "You have no points" in "".join(so_far(session, "gus", datetime(2026, 3, 8, 23, 1, tzinfo=UTC)))
