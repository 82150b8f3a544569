"""Which content comes first, and why: a pure rule, and the queries behind it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from handlers.content.offers import Offer
from handlers.core.addresses import spellings
from handlers.core.anonymity import FEWEST
from handlers.core.interaction import Card, Notice, Text
from handlers.features import open_store
from handlers.planning.ranking import POINTS, Ranked, Ranking, Reason, kept_reasons, picked, read_reasons
from handlers.planning.ranking import TOPICS as COUNTED_TOPICS
from handlers.planning.wishes import shares_of
from models import Nudge
from models.content import TagKind
from models.people import Trait
from tests.support.office import MORNING, POSTING, Office, pressed
from tests.support.stores import INFO
from tests.support.tree import ROOT

DAY = timedelta(days=1)
LONG_AGO = MORNING - 20 * DAY
TOPICS = ("Events", "Jobs", "Products")
PRESSING = (("a", ""), ("b", ""), ("c", "https://example.com/"), ("d", "http://example.com"))
TAGS: tuple[TagKind, ...] = get_args(TagKind)
WISHES: tuple[Trait, ...] = get_args(Trait)
K = TypeVar("K", bound=str)


def by_kind(kinds: tuple[K, ...], values: dict[str, set[str]]) -> dict[K, set[str]]:
    return {kind: values[kind] for kind in kinds if kind in values}


def offer(
    name: str = "c",
    *,
    starts_at: datetime = LONG_AGO,
    ends_at: datetime | None = None,
    important: bool = False,
    campaign: str = "",
    urgent_at: datetime | None = None,
    **tags: set[str],
) -> Offer:
    url = f"https://example.com/{name}"
    return Offer(
        name,
        "boss",
        url,
        starts_at,
        starts_at,
        ends_at,
        important,
        campaign,
        urgent_at,
        0,
        "share",
        0,
        2,
        by_kind(TAGS, tags),
    )


def codes(one: Offer, shares: Mapping[str, int] | None = None, **wishes: set[str]) -> list[tuple[str, int, str]]:
    [ranked] = Ranking([one], {one.id: shares or {}}, MORNING).of(by_kind(WISHES, wishes))
    assert ranked.score == sum(POINTS[reason.code] for reason in ranked.reasons)
    return [(code, number, word) for code, number, word in ranked.reasons]


def order(*offers: Offer, **wishes: set[str]) -> list[str]:
    return [ranked.offer.id for ranked in Ranking(offers, {}, MORNING).of(by_kind(WISHES, wishes))]


# ── The rule ──────────────────────────────────────────────────────────────────────────────────────


def test_each_reason_is_true():
    assert codes(offer()) == [("everybody", 0, "")]
    assert codes(offer(topic={"Jobs"})) == [("open", 0, "")]
    assert codes(offer(topic={"Jobs", "Events"}), topic={"Jobs"}) == [("topic", 0, "Jobs")]
    assert codes(offer(ends_at=MORNING + 1.5 * DAY)) == [("everybody", 0, ""), ("ending", 1, "")]
    assert codes(offer(ends_at=MORNING + 7 * DAY)) == [("everybody", 0, ""), ("ends", 7, "")]
    assert codes(offer(ends_at=MORNING + 8 * DAY)) == [("everybody", 0, "")]
    assert codes(offer(starts_at=MORNING - DAY)) == [("everybody", 0, ""), ("new", 1, "")]
    assert codes(offer(starts_at=MORNING - 6 * DAY)) == [("everybody", 0, ""), ("recent", 6, "")]
    assert ("campaign", 0, "Spring") in codes(offer(campaign="Spring"))
    assert {code for code, _, _ in codes(offer(important=True, urgent_at=MORNING))} >= {"important", "urgent"}
    assert codes(offer(network={"x"}, language={"nl"}), network={"linkedin", "x"}, language={"en", "nl"}) == [
        ("everybody", 0, ""),
        ("network", 0, "x"),
        ("language", 0, "nl"),
    ]


@pytest.mark.parametrize("few", [0, 1, FEWEST - 1])
def test_shares_of_a_few_colleagues_neither_count_nor_show(few: int):
    assert codes(offer(), {"": few}) == codes(offer())
    assert codes(offer(topic={"Jobs"}), {"": 30, "Jobs": few}, topic={"Jobs"}) == [("topic", 0, "Jobs")]


def test_shares_of_five_who_follow_the_topic_count():
    jobs = offer(topic={"Jobs", "Events"})
    assert ("colleagues", 6, "Events") in codes(jobs, {"": 9, "Events": 6, "Jobs": 5}, topic={"Events", "Jobs"})
    assert ("sharers", 9, "") in codes(jobs, {"": 9, "Events": 6})


def test_urgent_goes_before_important_before_interests_before_what_ends_before_what_is_new():
    urgent, important = offer("urgent", urgent_at=MORNING), offer("important", important=True)
    interest, ending, new = offer("i", topic={"Jobs"}), offer("e", ends_at=MORNING + DAY), offer("n", starts_at=MORNING)
    assert order(new, ending, interest, important, urgent, topic={"Jobs"}) == ["urgent", "important", "i", "e", "n"]


def test_the_page_on_nudging_tells_the_points():
    page = (ROOT / "docs" / "nudging.md").read_text()
    assert (COUNTED_TOPICS, FEWEST) == (2, 5)
    assert {said: int(points) for said, points in re.findall(r"^\| ([a-z][^|]*) \| (\d+) \|$", page, re.MULTILINE)} == {
        "urgent": POINTS["urgent"],
        "important": POINTS["important"],
        "about a topic you follow (two count)": POINTS["topic"],
        "over within two days": POINTS["ending"],
        "part of a campaign": POINTS["campaign"],
        "over within a week": POINTS["ends"],
        "new": POINTS["new"],
        "shared by five or more people who follow the same topic": POINTS["colleagues"],
        "shared by five or more people, when you follow none of its topics": POINTS["sharers"],
        "meant for a network you use": POINTS["network"],
        "in a language you read": POINTS["language"],
        "not older than a week": POINTS["recent"],
    }


def test_content_that_does_not_fit_is_not_ranked():
    assert order(offer("jobs", topic={"Jobs"}), offer("all"), topic={"Events"}) == ["all"]


some = st.frozensets(st.sampled_from(TOPICS))
offers = st.builds(
    offer,
    name=st.uuids().map(str),
    starts_at=st.integers(0, 30).map(lambda days: MORNING - days * DAY),
    ends_at=st.none() | st.integers(1, 30).map(lambda days: MORNING + days * DAY),
    important=st.booleans(),
    campaign=st.sampled_from(["", "Spring"]),
    topic=some,
)


@given(st.lists(offers, max_size=8, unique_by=lambda one: one.id), some)
def test_the_order_is_stable_and_keeps_the_given_order_of_equals(found: list[Offer], topics: set[str]):
    ranking = Ranking(found, {}, MORNING)
    ranked = ranking.of({"topic": topics})
    assert ranked == ranking.of({"topic": topics}) == Ranking(found, {}, MORNING).of({"topic": topics})
    places = {one.id: place for place, one in enumerate(found)}
    assert [(-one.score, places[one.offer.id]) for one in ranked] == sorted(
        (-one.score, places[one.offer.id]) for one in ranked
    )


@given(st.lists(st.builds(Reason, st.sampled_from([*POINTS]), st.integers(0, 9), st.text(max_size=9))))
def test_stored_reasons_read_back_unchanged(reasons: list[Reason]):
    assert read_reasons(kept_reasons(tuple(reasons))) == tuple(reasons)


def test_pieces_without_an_address_are_not_the_same_page():
    urgent = [Ranked(replace(offer(name, urgent_at=MORNING), url=url), ()) for name, url in PRESSING]
    assert [one.offer.id for one in picked(urgent, MORNING + DAY, "UTC")] == ["a", "b", "c"]


def test_one_page_has_several_spellings():
    assert "http://www.example.com/owl/" in spellings("https://example.com/owl")
    assert spellings("https://example.com/owl") == spellings("http://www.example.com/owl/")
    assert not spellings("https://example.com/owl") & spellings("https://example.com/owls")


# ── The queries ───────────────────────────────────────────────────────────────────────────


async def card(office: Office, who: str, action: str, target: str) -> Card:
    reply = await office.does(who, action, target)
    assert isinstance(reply, Card), reply
    return reply


async def nudges(office: Office, who: str = "") -> list[Nudge]:
    rows = select(Nudge).where(Nudge.person.startswith(who)).order_by(Nudge.person)
    return [*await office.store.run(lambda session: session.scalars(rows).all())]


async def test_a_page_that_was_offered_as_other_content_or_posted_is_not_offered_again(office: Office):
    await office.posts(url="https://example.com/owl")
    for who in ("anna", "bob"):
        await office.joins(who)
    assert len(await nudges(office)) == 2
    await office.posts(url="http://www.example.com/owl/")
    await office.rounds.all()
    await office.after(days=8)
    assert len(await nudges(office)) == 2
    await office.joins("carl")
    assert len(await nudges(office, "carl")) == 1


async def test_a_page_that_somebody_suggested_is_not_offered_to_them_when_a_champion_posts_it_too(office: Office):
    suggestion = {name: POSTING[name] for name in ("url", "title", "why")}
    assert isinstance(await office.does("anna", "suggest", values=suggestion), Notice)
    await office.posts(url=str(POSTING["url"]))
    await office.joins("anna")
    await office.joins("bob")
    [nudge] = await nudges(office)
    assert nudge.person == "bob"


async def test_the_address_of_a_post_is_never_offered_to_its_author(office: Office):
    await office.posts()
    await office.joins("anna", networks=("mastodon",))
    share = pressed(await card(office, "anna", "share", (await nudges(office))[0].id), "posted")
    post = {"network": "mastodon", "address": "https://mastodon.example/@anna/1"}
    await office.does("anna", "posted", share, values=post)
    await office.posts(url=post["address"], title="What Anna wrote")
    await office.joins("bob")
    await office.rounds.all()
    await office.after(days=8)
    assert [len(await nudges(office, who)) for who in ("anna", "bob")] == [1, 2]


async def test_five_sharers_are_mentioned_on_the_card_and_four_are_not(office: Office):
    await office.posts(topics=("Jobs",))
    told = []
    for number in range(6):
        who = f"p{number}"
        await office.joins(who, topics=("Jobs",))
        await office.rounds.all()
        [shown] = office.told(who)
        told.append(next(part.text for part in shown.parts if isinstance(part, Text) and "Why you" in part.text))
        share = pressed(await card(office, who, "share", f"{who}.{(await nudges(office, who))[0].content}"), "posted")
        await office.does(who, "posted", share, values={"network": "linkedin", "address": ""})
    assert ["colleagues" in line for line in told] == [False] * 5 + [True]
    assert "you follow Jobs; at least 5 colleagues who follow Jobs shared it; " in told[5]


def test_sharers_are_read_by_person_and_not_by_every_pair_of_topic_and_share(sqlite_url: str):
    store, told = open_store(sqlite_url), []
    with Session(store.engine, info=INFO) as session:
        event.listen(store.engine, "before_cursor_execute", lambda *args: told.append(args[2:4]))
        assert shares_of(session, "W", MORNING) == {}
        statement, parameters = told[-1]
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    store.close()
    assert [row.detail.partition("(")[2] for row in rows if "SEARCH preference" in row.detail] == [
        "workspace=? AND person=? AND kind=?) LEFT-JOIN"
    ]
