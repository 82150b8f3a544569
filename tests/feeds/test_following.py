"""Champions follow feeds: what is new becomes drafts, five a day, and one card asks what to do with them."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from handlers.feeds.checkup import dead_feeds
from models import Content, ContentTag, Feed, FeedEntry
from tests.contributions.requests import labels, shown, targets
from tests.feeds.server import BLOG, NEWS, FeedServer
from tests.support.office import Office

PAGE = "https://kievit.example/blog"


@pytest.fixture
async def server(office: Office) -> FeedServer:
    await office.champions("boss", "carl")
    return FeedServer(office)


async def follows(office: Office, address: str, who: str = "boss") -> Reply | None:
    return await office.does(who, "feeds", values={"text": address})


async def feed_of(office: Office, address: str = BLOG) -> Feed:
    return await office.store.run(lambda s: s.scalars(select(Feed).where(Feed.address == address)).one())


async def drafts(office: Office) -> Sequence[Content]:
    return await office.store.run(lambda s: s.scalars(select(Content).order_by(Content.title)).all())


async def states(office: Office) -> list[str]:
    return sorted(await office.store.run(lambda s: s.scalars(select(FeedEntry.state)).all()))


def daily(office: Office, who: str = "boss") -> Card:
    [card] = [card for card in office.told(who) if "from your feeds" in card.title]
    return card


async def test_what_is_new_in_a_feed_becomes_drafts_and_one_card(office: Office, server: FeedServer):
    server.says(BLOG, "An owl and a lapwing", "The second post")
    assert "within a minute" in shown(await follows(office, BLOG)).summary
    await office.after(minutes=1)
    assert [(one.title, one.state, one.author) for one in await drafts(office)] == [
        ("An owl and a lapwing", "draft", "boss"),
        ("The second post", "draft", "boss"),
    ]
    await office.after(minutes=1)
    for who in ("boss", "carl"):
        assert daily(office, who).title == "2 new from your feeds"
    tags = await office.store.run(lambda s: s.scalars(select(ContentTag.value)).all())
    assert tags == ["en", "en"]
    await office.after(days=1)
    assert len([card for card in office.told("boss") if "from your feeds" in card.title]) == 1


async def test_use_publishes_edit_opens_the_form_and_not_this_one_discards(office: Office, server: FeedServer):
    server.says(BLOG, "First post today", "Second post today", "Third post today")
    await follows(office, BLOG)
    await office.after(minutes=1)
    await office.after(minutes=1)
    one, two, three = (button.target for button in all_of(daily(office)) if button.action == "use_entry")
    card = shown(await office.does("boss", "use_entry", one))
    assert "It is published." in card.model_dump_json() and card.instead
    shown(await office.does("carl", "drop_entry", two))
    form = await office.does("boss", "edit", three)
    assert isinstance(form, Form) and "Third post today" in form.model_dump_json()
    await office.after(minutes=1)
    assert {one.title: one.state for one in await drafts(office)} == {
        "First post today": "running",
        "Second post today": "stopped",
        "Third post today": "draft",
    }
    assert "It is not used." in daily(office, "boss").model_dump_json()  # what carl did
    again = await office.does("carl", "use_entry", one)
    assert isinstance(again, Notice) and "first" in again.text


async def test_what_another_champion_was_asked_to_approve_cannot_be_used_again(office: Office, server: FeedServer):
    await office.does("boss", "second_on")
    server.says(BLOG, "First post today", "Second post today")
    await follows(office, BLOG)
    await office.after(minutes=1)
    await office.after(minutes=1)
    one, two = (button.target for button in all_of(daily(office)) if button.action == "use_entry")
    assert shown(await office.does("boss", "use_entry", one)).title.startswith("Asked: ")
    await office.after(minutes=1)
    for who in ("boss", "carl"):
        assert [button.target for button in all_of(daily(office, who)) if button.action == "use_entry"] == [two]
        assert "Another champion has been asked to approve it." in daily(office, who).model_dump_json()
    shown(await office.does("carl", "approve_second", one))
    await office.after(minutes=1)
    assert "It is published." in daily(office).model_dump_json()


async def test_five_drafts_a_day_the_newest_of_each_feed_first(office: Office, server: FeedServer):
    for address in (BLOG, NEWS):
        server.says(address)
        await follows(office, address)
    await office.after(minutes=1)
    server.says(BLOG, *(f"The blog says {n}" for n in range(20)))
    server.says(NEWS, "News of the owl")
    await office.after(hours=2)
    assert {one.title for one in await drafts(office)} == {"News of the owl", *(f"The blog says {n}" for n in range(4))}
    await office.after(days=1)
    assert len(await drafts(office)) == 10
    await office.after(days=5)
    assert "new" not in await states(office)


async def test_of_a_feed_that_is_new_here_only_the_newest_are_taken(office: Office, server: FeedServer):
    server.says(BLOG, *(f"The blog says {n}" for n in range(20)))
    await follows(office, BLOG)
    await office.after(minutes=1)
    assert len(await drafts(office)) == 3 and (await states(office)).count("old") == 17


async def test_an_entry_is_a_draft_once_whatever_its_feed_and_spelling(office: Office, server: FeedServer):
    await office.posts(title="What an owl taught us", url="https://kievit.example/an-owl")
    server.says(BLOG, "An owl", "What an owl taught us", "Really new today")
    server.says(NEWS, "Really new today")
    for address in (BLOG, NEWS):
        await follows(office, address)
    await office.after(minutes=1)
    assert [one.title for one in await drafts(office)] == ["Really new today", "What an owl taught us"]
    assert await states(office) == ["draft", "twin", "twin", "twin"]


async def test_a_feed_is_asked_whether_it_changed_and_read_at_its_own_pace(office: Office, server: FeedServer):
    server.says(BLOG, "An owl and a lapwing", etag='"1"')
    await follows(office, BLOG)
    await office.after(minutes=1)
    assert (await feed_of(office)).pace == 60
    await office.after(minutes=59)
    assert len(server.asked) == 1
    await office.after(minutes=1)
    assert server.asked[-1] == (BLOG, '"1"', "") and (await feed_of(office)).pace == 90
    server.says(BLOG, "Something new today", "An owl and a lapwing")
    await office.after(minutes=90)
    assert (await feed_of(office)).pace == 45
    for _ in range(20):
        await office.after(days=1)
    assert (await feed_of(office)).pace == 24 * 60


async def test_a_feed_that_fails_is_pushed_back_and_its_champion_told_after_three_days(
    office: Office, server: FeedServer
):
    server.says(BLOG, "An owl and a lapwing")
    await follows(office, BLOG)
    await office.after(minutes=1)
    server.fails(BLOG, 404)
    for _ in range(6 * 24):  # over a weekend
        await office.after(hours=1)
    feed = await feed_of(office)
    assert (feed.problem, feed.state) == ("missing", "active") and len(server.asked) < 14
    [card] = [card for card in office.told("boss") if "cannot be read" in card.title]
    assert "Nothing is at this address" in card.summary and {"Pause", "Remove"} <= labels(card)
    assert not [card for card in office.told("carl") if "cannot be read" in card.title]
    server.says(BLOG, "An owl and a lapwing")
    await office.after(days=1)
    assert (await feed_of(office)).problem == ""


async def test_a_server_that_asks_to_wait_is_left_alone(office: Office, server: FeedServer):
    server.fails(BLOG, 429, retry_after="86400")
    await follows(office, BLOG)
    await office.after(minutes=1)
    feed = await feed_of(office)
    assert feed.next_at == office.now + timedelta(days=1) and feed.problem == "refused"


async def test_what_is_gone_for_good_is_not_asked_for_again(office: Office, server: FeedServer):
    server.fails(BLOG, 410)
    await follows(office, BLOG)
    for _ in range(3):
        await office.after(hours=1)
    assert len(server.asked) == 1 and (await feed_of(office)).state == "ended"
    assert [card.title for card in office.told("boss") if "cannot be read" in card.title]
    again = shown(await office.does("boss", "resume_feed", (await feed_of(office)).id))
    assert "gone for good" not in again.model_dump_json()


async def test_a_feed_that_moved_for_good_is_read_where_it_is(office: Office, server: FeedServer):
    server.says(BLOG, "An owl and a lapwing")
    server.feeds[BLOG] = server.feeds[BLOG]._replace(moved=NEWS, address=NEWS)
    await follows(office, BLOG)
    await office.after(minutes=1)
    assert (await feed_of(office, NEWS)).problem == ""


async def test_a_page_offers_its_feed(office: Office, server: FeedServer):
    page = f"<html><head><link rel=alternate type='application/rss+xml' href='{BLOG}'></head></html>"
    server.says(BLOG, "An owl and a lapwing")
    server.feeds[PAGE] = server.feeds[BLOG]._replace(address=PAGE, text=page)
    await follows(office, PAGE)
    await office.after(minutes=1)
    card = shown(await office.does("boss", "feeds"))
    assert "This is a page, not a feed." in card.model_dump_json()
    shown(await office.does("boss", "use_feed", targets(card)["Use the feed of this page"]))
    await office.after(minutes=1)
    assert (await feed_of(office)).title == "kievit.example" and len(await drafts(office)) == 1


async def test_a_list_of_feeds_is_followed_and_taken_along(office: Office, server: FeedServer):
    address = "https://kievit.example/feeds.opml"
    opml = f"<opml version='2.0'><body><outline text='K'><outline xmlUrl='{BLOG}' text='Blog'/></outline>"
    opml += f"<outline xmlUrl='{NEWS}'/><outline xmlUrl='{NEWS}'/><outline xmlUrl='javascript:x'/></body></opml>"
    server.says(BLOG, "An owl and a lapwing")
    server.feeds[address] = server.feeds[BLOG]._replace(address=address, text=opml)
    await follows(office, address)
    await office.after(minutes=1)
    await office.after(minutes=1)
    assert {one for one, _, _ in server.asked} == {address, BLOG, NEWS}
    assert "2 feeds are followed." in shown(await office.does("carl", "feeds")).summary
    card = shown(await office.does("boss", "take_feeds"))
    assert "OPML" in card.summary and any(button.link.startswith("/feeds/") for button in all_of(card))


async def test_feeds_are_added_paused_and_removed_by_words_and_by_buttons(office: Office, server: FeedServer):
    server.says(BLOG, "An owl and a lapwing")
    assert isinstance(await office.does("boss", "add_feed"), Form)
    wrong = await office.does("boss", "add_feed", values={"url": "nonsense"})
    assert isinstance(wrong, FormErrors)
    shown(await office.does("boss", "add_feed", values={"url": BLOG}))
    twice = await follows(office, "add http://www.kievit.example/feed.xml")
    assert isinstance(twice, Notice) and "already" in twice.text
    assert isinstance(await follows(office, "mailto:x"), Notice)
    await office.after(minutes=1)
    assert "Paused." in shown(await follows(office, f"pauzeer {BLOG}")).model_dump_json()
    await office.after(days=1)
    assert len(server.asked) == 1
    feed = (await feed_of(office)).id
    shown(await office.does("carl", "resume_feed", feed))
    shown(await office.does("carl", "pause_feed", feed))
    removed = shown(await follows(office, f"remove {BLOG}"))
    assert removed.title == "Removed: kievit.example" and len(await drafts(office)) == 1
    shown(await office.does("boss", "add_feed", targets(removed)["Follow it again"]))
    await office.after(minutes=1)
    await office.after(days=1)
    assert len(await drafts(office)) == 1  # it is a draft already
    gone = await office.does("boss", "remove_feed", "none")
    assert isinstance(gone, Notice) and "not followed any more" in gone.text


async def test_only_champions_follow_feeds(office: Office, server: FeedServer):
    await office.joins("anna")
    refused = await follows(office, BLOG, "anna")
    assert isinstance(refused, Notice) and "Only champions" in refused.text


async def test_a_champion_who_leaves_leaves_their_feeds_to_the_others(office: Office, server: FeedServer):
    server.says(BLOG, "An owl and a lapwing")
    await follows(office, BLOG, "carl")
    await office.does("carl", "end_role")
    assert (await feed_of(office)).added_by == "boss"
    await office.does("boss", "end_role")
    await office.after(minutes=1)
    assert await drafts(office) == []  # there is nobody who could use them
    await office.champions("dana")
    assert (await feed_of(office)).added_by == "dana"
    await office.after(minutes=1)
    assert [one.author for one in await drafts(office)] == ["dana"]


async def test_the_doctor_names_feeds_that_cannot_be_read(office: Office, server: FeedServer):
    server.fails(BLOG, 410)
    server.says(NEWS, "An owl and a lapwing")
    for address in (BLOG, NEWS):
        await follows(office, address)
    await office.after(minutes=1)
    [dead] = await office.store.run(lambda s: dead_feeds(s, office.now))
    assert (dead.address, dead.why) == (BLOG, "Its server says that it is gone for good.")
