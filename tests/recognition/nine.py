"""Nine colleagues who share, five who do not, and a channel that asked for the weekly message."""

from datetime import timedelta

import pytest

from handlers.recognition.leaderboard import leaderboard
from models import Person
from models.share import ACTS
from tests.recognition import company
from tests.recognition.company import MONDAY, WEEK, press

NEXT = MONDAY + WEEK  # the Monday after the week, 11:00 in Amsterdam
NAMES = ("bob", "cem", "dee", "eve", "fay", "gus", "hal", "ivy")


def ask(session, text="here", person="ann", at=MONDAY, channel="C1"):
    return leaderboard(session, press(person, "leaderboard", text, channel=channel, channel_name="general"), at)


@pytest.fixture
def team(session):
    """Nine advocates who share, five who do not, and a channel that asked. Hal and Ivy did not agree to be named."""
    company.found(session, "acme", *NAMES[:6])
    for name in NAMES[6:]:
        company.hire(session, name, named=False)
    for number in range(5):
        company.hire(session, f"quiet{number}", named=False)
    session.get_one(Person, ("acme", "ann")).role = "champion"
    ask(session)


def everybody_shares(session, at=MONDAY):
    """Hal shares most, then Ivy, and so on down to Ann."""
    for number, name in enumerate(("ann", *NAMES)):
        company.shares(session, name, f"{name}-{at:%m%d}", at + number * timedelta(minutes=1), ACTS[number // 3])
    for number in range(3):
        company.thank(session, "ann", "hal", f"{at:%m%d}-{number}", at)
