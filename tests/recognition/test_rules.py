"""What the rules give, without any store."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handlers.recognition.cards import BADGES, REASONS, SHORT_REASONS
from handlers.recognition.rules import Event, ShareRules, base_rule, entry_name, points_due, read_rules, rules
from models.share import Evidence

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TEXT = """
[[version]]
from = 2026-01-01
[version.share]
daily = 3
claimed = 5
opened = 5
address = 5
first = 10
[version.suggestion]
approved = 10
[version.thanks]
daily = 3
received = 1
[version.badges]
first-share = { shares = 1 }
"""
NEWER = TEXT.replace("2026-01-01", "2026-03-04").replace("claimed = 5", "claimed = 7")


def share(day: float, name: str, evidence: Evidence = "claimed", network: str = "linkedin") -> Event:
    return Event(START + day * DAY, f"share:{name}:0", "share", network, evidence)


def points(*events: Event) -> dict[tuple[str, str], int]:
    return {key: worth for key, (worth, _) in points_due(events, rules()).points.items()}


def test_a_first_share_is_worth_the_most():
    assert points(share(0, "a")) == {("share:a:0", "claimed"): 5, ("share:a:0", "first"): 10}


@pytest.mark.parametrize(("evidence", "total"), [("claimed", 5), ("opened", 10), ("address", 15)])
def test_better_evidence_earns_more(evidence, total):
    assert sum(points(share(0, "a"), share(1, "b", evidence)).values()) - 15 == total


def test_three_shares_a_day_count():
    earned = points(*(share(hour / 24, f"{hour}") for hour in range(5)), share(1, "tomorrow"))
    assert {cause for cause, _ in earned} == {"share:0:0", "share:1:0", "share:2:0", "share:tomorrow:0"}


def test_days_are_in_utc():
    late = datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    events = [Event(late + timedelta(minutes=minute), f"thanks:{minute}", "thanks") for minute in range(5)]
    assert {cause for cause, _ in points(*events)} == {f"thanks:{n}" for n in (0, 1, 2, 3)}


def test_every_approved_suggestion_counts():
    events = [Event(START, f"suggestion:{n}", "suggestion") for n in range(5)]
    assert points(*events) == {(f"suggestion:{n}", "approved"): 10 for n in range(5)}


def test_badges_are_won_by_the_event_that_completes_them():
    events = [share(day, f"{day}", "address", network) for day, network in enumerate(("x", "x", "email", "linkedin"))]
    won = points_due(events, rules()).badges
    assert {badge: event.cause for badge, event in won.items()} == {
        "first-share": "share:0:0",
        "three-networks": "share:3:0",
    }


def test_three_weeks_need_not_follow_each_other():
    assert "three-weeks" not in points_due([share(day, f"{day}") for day in (0, 1, 2, 7, 8)], rules()).badges
    assert "three-weeks" in points_due([share(day, f"{day}") for day in (0, 21, 300)], rules()).badges


def test_five_posts_with_their_address_win_a_badge():
    given_address = [share(day, f"{day}", "address") for day in range(5)]
    assert "evidence" in points_due(given_address, rules()).badges
    assert "evidence" not in points_due([*given_address[:4], share(4, "4", "opened")], rules()).badges


def test_events_that_do_not_count_win_no_badge():
    flood = [share(hour / 24, f"{hour}") for hour in range(10)]
    assert set(points_due(flood, rules()).badges) == {"first-share"}


def test_each_day_is_judged_by_its_own_version():
    by = read_rules(TEXT + NEWER)
    worth = points_due([share(0, "old"), share(2, "new")], by).points
    assert worth["share:old:0", "claimed"] == (5, "2026-01-01")
    assert worth["share:new:0", "claimed"] == (7, "2026-03-04")


def test_events_before_the_first_version_are_judged_by_it():
    assert points_due([share(-900, "a")], rules()).points["share:a:0", "claimed"] == (5, rules().version[0].name)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        NEWER + TEXT,
        TEXT + TEXT,
        TEXT.replace("daily = 3", "daily = 0"),
        TEXT.replace("shares = 1", "likes = 1"),
        TEXT.replace("shares = 1", "shares = 1, weeks = 3"),
        TEXT.replace("first-share", "First_share"),
        TEXT.replace("received", "taken"),
    ],
)
def test_senseless_rules_are_refused(wrong):
    with pytest.raises(ValidationError):
        read_rules(wrong)


def test_every_badge_and_every_rule_has_words():
    badges = {badge for version in rules().version for badge in version.badges}
    assert badges == set(BADGES)
    share_rules = {*ShareRules.model_fields} - {"daily"}
    assert set(SHORT_REASONS) == share_rules | {"attended", "finished", "reacted"}
    assert set(REASONS) == share_rules | {"approved", "attended", "finished", "reacted", "received"}


@given(st.integers(0, 5), st.booleans())
def test_an_entry_names_its_rule_and_each_name_is_unique(before, taken_back):
    names = {entry_name("opened", n, taken_back=taken_back) for n in range(before + 1)}
    assert len(names) == before + 1
    assert {base_rule(name) for name in names} == {"opened"}
