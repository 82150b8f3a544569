"""docs/nudging.md says what the rule does."""

import re
from datetime import UTC, datetime, timedelta

from handlers.planning.budget import LONGEST, REMEMBERED, ROW, SPREAD, Became, Told, pace
from models import Person
from tests.planning.test_budget import Wishes
from tests.support.tree import ROOT

PAGE = (ROOT / "docs" / "nudging.md").read_text()
ANSWERS: dict[str, Became] = {"s": "share", "k": "skip", "i": "", "l": "later", "a": "shared"}
FIRST = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def test_the_examples_on_the_page_follow_from_the_rule():
    rows = re.findall(r"^\| (\d) \| ([skila ]*)\| (\w+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 15
    for most, did, days in rows:
        past = [Told(FIRST + timedelta(weeks=week), ANSWERS[one]) for week, one in enumerate(did.split())]
        found = pace(Wishes(weekly_most=int(most)), past, FIRST + timedelta(weeks=12))
        assert ("question" if found.asks else str(found.gap.days)) == days, (most, did)


def test_the_numbers_on_the_page_are_those_of_the_code():
    said = " ".join(PAGE.split())
    assert (timedelta(weeks=4), timedelta(weeks=26), 3, 30) == (LONGEST, REMEMBERED, ROW, SPREAD)
    for words in (
        "beyond four weeks",
        "Only the 26 weeks",
        "After three in a row",
        "half an hour (09:45 ± 15",
    ):
        assert words in said
    usual = {name: Person.__table__.c[name].default.arg for name in ("weekly_most", "hours_from", "hours_to", "days")}
    assert usual == {"weekly_most": 2, "hours_from": 570, "hours_to": 990, "days": 31}
    assert "Twice a week at most, Monday to Friday, 09:30 to 16:30" in said


def test_the_rule_on_the_page_has_ten_lines():
    assert re.findall(r"^(\d+)\. ", PAGE, re.MULTILINE) == [str(number) for number in range(1, 11)]
