"""One card with drafts a day for each champion, whatever days they work; older drafts are one press away."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from handlers.core.interaction import Card
from tests.contributions.requests import labels, shown, targets
from tests.feeds.server import BLOG, FeedServer
from tests.support.office import JOINING, Office

WEDNESDAY, THURSDAY, FRIDAY, MONDAY, TUESDAY = 4, 5, 6, 9, 10  # of March 2026


@pytest.fixture
async def server(office: Office) -> FeedServer:
    await office.champions("boss", "carl")
    return FeedServer(office)


async def works(office: Office, who: str, *days: int) -> None:
    await office.joins(who)
    values = {**JOINING, "days": tuple(map(str, days)), "country": "NL"}
    shown(await office.does(who, "settings", values=values))


async def on(office: Office, day: int, hour: int, minute: int = 0) -> None:
    """Rounds at that moment of March 2026, in UTC, and once more for what they queued."""
    office.now = datetime(2026, 3, day, hour, minute, tzinfo=UTC)
    await office.rounds.all()
    await office.after(minutes=1)


def cards(office: Office, who: str = "carl") -> Sequence[Card]:
    return [card for card in office.told(who) if "from your feeds" in card.title]


async def week(office: Office, server: FeedServer, *days: int) -> None:
    """A new entry on each day, and rounds in the morning and after nine in the workspace."""
    titles: list[str] = []
    for day in days:
        titles.insert(0, f"What we saw on day {day}")
        server.says(BLOG, *titles)
        await on(office, day, 8, 35)
        await on(office, day, 9, 30)


async def test_two_days_cards_that_wait_become_one_with_a_way_to_the_older_drafts(office: Office, server: FeedServer):
    await works(office, "carl", 0, 1, 2)  # neither on Thursday nor on Friday
    await office.does("boss", "feeds", values={"text": BLOG})
    await week(office, server, WEDNESDAY, THURSDAY, FRIDAY)
    await on(office, MONDAY, 8, 35)
    assert [targets(card)["Use"][:0] for card in cards(office)] == ["", ""]  # Wednesday's, and one on Monday
    last = cards(office)[-1]
    assert "What we saw on day 6" in last.model_dump_json()
    assert "2 older drafts" in labels(last)
    before = shown(await office.does("carl", "older_drafts", targets(last)["2 older drafts"]))
    assert "What we saw on day 5" in before.model_dump_json() and "1 older draft" in labels(before)
    shown(await office.does("carl", "drop_entry", targets(before)["Not this one"]))
    assert "1 older draft" in labels(shown(await office.does("carl", "older_drafts", "2026-03-06")))


async def test_yesterdays_card_this_morning_is_the_only_one_of_the_day(office: Office, server: FeedServer):
    await works(office, "carl", 0, 1, 2, 4)  # not on Thursday
    await office.does("boss", "feeds", values={"text": BLOG})
    await week(office, server, WEDNESDAY, THURSDAY, FRIDAY)
    said = [card.model_dump_json() for card in cards(office)]
    assert ["day 5" in one for one in said] == [False, True]  # Friday morning; Friday's own drafts come later
    await week(office, server, MONDAY)
    assert "3 older drafts" in labels(cards(office)[-1]) and len(cards(office)) == 3


async def test_only_champions_see_older_drafts(office: Office, server: FeedServer):
    refused = await office.does("anna", "older_drafts", "2026-03-04")
    assert not isinstance(refused, Card)


async def test_a_silent_feed_is_told_to_another_champion_if_who_added_it_takes_no_messages(office: Office):
    server = FeedServer(office)
    await office.does("boss", "champion", mentioned="carl", values={"text": "@carl"})
    await office.does("carl", "accept_role")
    server.fails(BLOG, 410)
    await office.does("boss", "feeds", values={"text": BLOG})  # a manager who did not accept the messages
    await office.after(minutes=1)
    await office.after(minutes=1)
    assert [card.title for card in office.told("carl")] == ["This feed cannot be read: kievit.example"]
