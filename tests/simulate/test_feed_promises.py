"""What must never happen with feeds is counted when it does: each kind is planted, and found by its own promise."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.terminal.simulate.company import Company, Entry, Item, Source
from bot.terminal.simulate.founding import found
from bot.terminal.simulate.play import Decision, Played
from bot.terminal.simulate.promises import promises
from bot.terminal.simulate.recorder import Draft, Offered, Told
from tests.simulate.test_promises import ANNA, DAY, HOUR, MONDAY

READER = ANNA.model_copy(update={"id": "bob"})
ENTRY = Entry(title="What the wind said", address="https://wind.example/1", at=MONDAY - DAY)
FEED = Source(
    address="https://wind.example/feed",
    title="Wind",
    sort="well",
    follower="anna",
    follows=MONDAY - DAY,
    fails=MONDAY,
    entries=(ENTRY,),
)
DRAFT = Draft("c1", ENTRY.title, ENTRY.address)
USED = Decision(MONDAY + HOUR, "anna", "use_entry", "c1")


def card(*drafts: Draft, days: float = 0, who: str = "anna") -> Told:
    return Told(0, MONDAY + days * DAY, who, (), (), "feed_drafts", drafts)


def offer(title: str, days: int, who: str = "bob") -> Told:
    return Told(0, MONDAY + days * DAY, who, (Offered(f"{who}.{title}", "share", title, "", several=False),), ())


def silent(days: int, who: str = "anna") -> Told:
    return Told(0, MONDAY + days * DAY, who, (), (("remove_feed", "f1"),), "feed_silent")


def item(**more: object) -> Item:
    made = next(one for one in found(24, 2, 1).items if one.way == "share")
    plain = {"title": "Ours", "author": "anna", "publishes": MONDAY - HOUR, "languages": ("en",), "networks": ()}
    return made.model_copy(update={**plain, **more})


def broken(told: Sequence[Told], decided: Sequence[Decision] = (USED,), items: Sequence[Item] = ()) -> list[str]:
    company = Company(
        begins=MONDAY - DAY,
        ends=MONDAY + timedelta(weeks=8),
        colleagues=(ANNA, READER),
        champions=(ANNA,),
        items=tuple(items),
        feeds=(FEED,),
    )
    kept = promises(Played(company, (*told,), (), {}, (*decided,)))
    return [f"{promise.broken} {promise.what}" for promise in kept if promise.broken]


def test_a_draft_that_a_champion_used_may_be_offered():
    assert broken([card(DRAFT), offer(ENTRY.title, 2)]) == []


@pytest.mark.parametrize("decided", [(), (USED._replace(how="drop_entry"),), (USED._replace(at=MONDAY + 3 * DAY),)])
def test_an_entry_that_no_champion_pressed_is_found(decided: Sequence[Decision]):
    told = [card(DRAFT), offer(ENTRY.title, 2)]
    assert broken(told, decided) == ["1 Entries of feeds offered before a champion pressed"]


def test_a_sixth_draft_on_a_day_is_found():
    drafts = [Draft(f"c{n}", f"Title {n}", f"https://wind.example/{n}") for n in range(1, 7)]
    assert broken([card(*drafts[:5]), card(drafts[5], days=2)]) == []
    assert broken([card(*drafts)]) == ["1 Days with more than five drafts from feeds"]


def test_a_second_card_on_a_day_is_found():
    assert broken([card(DRAFT), card(DRAFT, days=1 / 24)]) == ["1 Days on which a champion got two cards with drafts"]


@pytest.mark.parametrize("again", ["https://wind.example/1", "http://www.wind.example/1/?utm_source=x"])
def test_two_drafts_of_one_page_are_found(again: str):
    assert broken([card(DRAFT, Draft("c2", "Another title", again))]) == ["1 Drafts of a page that there was already"]


def test_a_draft_of_a_page_that_was_published_before_is_found():
    ours = item()
    told = [card(Draft("c2", "Ours", f"{ours.page}?utm_medium=rss"))]
    assert broken(told, (), [ours]) == ["1 Drafts of a page that there was already"]
    assert broken(told, (), [item(publishes=MONDAY + HOUR)]) == []


def test_a_card_for_somebody_who_is_no_champion_is_found():
    assert broken([card(DRAFT, who="bob")]) == ["1 Messages about feeds to somebody who is no champion"]


def test_a_silent_feed_that_is_told_twice_is_found():
    assert broken([silent(0)]) == []
    assert broken([silent(0), silent(2)]) == ["1 Silent feeds that were told again"]


@pytest.mark.parametrize("tags", [{"languages": ("de",)}, {"networks": ("mastodon",)}])
def test_content_that_is_not_for_its_reader_is_found(tags: dict[str, tuple[str, ...]]):
    assert broken([offer("Ours", 2)], (), [item()]) == []
    assert broken([offer("Ours", 2)], (), [item(**tags)]) == ["1 Content that is not for somebody"]
