"""A feed of which only the beginning is read says so to its champions."""

import pytest

from tests.contributions.requests import shown
from tests.feeds.server import BLOG, NEWS, FeedServer, feed
from tests.feeds.test_following import daily, feed_of, follows
from tests.support.office import Office


@pytest.fixture
async def server(office: Office) -> FeedServer:
    await office.champions("boss", "carl")
    return FeedServer(office)


async def test_that_only_the_beginning_of_a_feed_is_read_is_told_in_the_list_and_on_the_card(
    office: Office, server: FeedServer
):
    server.says(BLOG, *(f"The blog says {n}" for n in range(501)))
    server.says(NEWS, "News of the owl")
    await follows(office, BLOG)
    await follows(office, NEWS)
    await office.after(minutes=1)
    await office.after(minutes=1)
    said = "It is so long that only its beginning is read."
    assert shown(await office.does("boss", "feeds")).model_dump_json().count(said) == 1
    assert "So long that only the beginning is read: kievit.example" in daily(office).model_dump_json()
    server.feeds[BLOG] = server.feeds[BLOG]._replace(text=feed(BLOG, "The blog is short now"))
    await office.after(days=1)
    assert said not in shown(await office.does("boss", "feeds")).model_dump_json()


async def test_a_feed_whose_server_sent_too_much_is_told_as_cut(office: Office, server: FeedServer):
    server.says(BLOG, "The blog says one", "The blog says two")
    server.feeds[BLOG] = server.feeds[BLOG]._replace(text=server.feeds[BLOG].text[:-60], cut=True)
    await follows(office, BLOG)
    await office.after(minutes=1)
    assert (await feed_of(office)).cut and "only its beginning" in str(await office.does("boss", "feeds"))
