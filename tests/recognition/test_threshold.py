"""Which evidence makes a share count, and what stronger evidence is worth."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from handlers.recognition import threshold
from handlers.recognition.recompute import recompute
from handlers.recognition.rules import Event, points_due, read_rules, rules
from handlers.sharing import evidence
from models import LedgerEntry, Person
from models.share import LEVELS, Act, Evidence
from tests.links.conftest import begins, posts
from tests.support.office import MORNING, Office

RICHER = """
[[version]]
from = 2026-01-01
suggestion = {approved = 1}
thanks = {daily = 1, received = 1}
badges = {told = {addresses = 1}}
[version.share]
daily = 9
claimed = 1
opened = 2
address = 4
previewed = 8
clicked = 16
verified = 32
first = 0
"""


async def points(office: Office) -> int:
    return int(await office.store.run(lambda s: s.scalar(select(func.sum(LedgerEntry.points)))) or 0)


async def asks(office: Office, level: Evidence) -> None:
    boss = await office.does("boss", "help")
    assert boss is not None
    await office.store.run(
        lambda s: threshold.choose(s, s.get_one(Person, (office.workspace, "boss")), level, office.now)
    )


@pytest.mark.parametrize(
    ("level", "act", "worth"),
    [
        ("claimed", None, 1),
        ("opened", None, 3),
        ("address", None, 7),
        ("previewed", "claimed", 9),
        ("clicked", "opened", 27),
        ("clicked", "address", 31),
        ("verified", "address", 63),
    ],
)
def test_what_others_did_earns_what_the_rules_say_and_claims_no_act_of_the_person(
    level: Evidence, act: Act | None, worth: int
):
    found = points_due([Event(MORNING, "share:a:0", "share", "x", level, act)], read_rules(RICHER))
    assert sum(points for points, _ in found.points.values()) == worth
    assert ("told" in found.badges) is ("address" in (level, act))


@pytest.mark.parametrize("level", LEVELS[3:])
def test_a_click_earns_nothing_by_our_rules(level: Evidence):
    for version in rules().version:
        at = MORNING.replace(year=version.start.year, month=version.start.month, day=version.start.day + 1)
        plain, better = (Event(at, "share:a:0", "share", "x", known, "claimed") for known in ("claimed", level))
        assert points_due([better], rules()).points == points_due([plain], rules()).points


async def test_a_share_counts_once_its_evidence_is_strong_enough(office: Office):
    await office.posts()
    await asks(office, "clicked")
    office.now += timedelta(minutes=1)
    share, _ = await begins(office)
    await posts(office, share)
    assert await points(office) == 0
    await office.store.run(lambda s: evidence.raised(s, office.workspace, share, "clicked", office.now))
    assert await points(office) == 15
    assert await office.store.run(recompute) == []


async def test_shares_from_before_a_choice_are_judged_by_the_earlier_one(office: Office):
    await office.posts()
    share, _ = await begins(office)
    await posts(office, share)
    office.now += timedelta(minutes=1)
    await asks(office, "verified")
    office.now += timedelta(minutes=1)
    share, _ = await begins(office, "bob")
    await posts(office, share, "bob")
    assert await points(office) == 15 and await office.store.run(recompute) == []
    office.now += timedelta(minutes=1)
    await asks(office, "claimed")
    await asks(office, "claimed")
    assert await office.store.run(recompute) == []
