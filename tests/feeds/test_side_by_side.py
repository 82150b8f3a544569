"""Feeds are read side by side: one that is slow, or that raises, delays no other."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from handlers.registry.fetched import Fetched
from models import Feed
from tests.feeds.server import FeedServer, feed
from tests.support.office import Office

MANY = 120  # more than are claimed together


async def read_feeds(office: Office) -> int:
    its = select(func.count()).where(Feed.read_at.is_not(None))
    return await office.store.run(lambda session: session.scalar(its) or 0)


@pytest.fixture
async def followed(office: Office) -> list[str]:
    await office.champions("boss")
    addresses = [f"https://owl{number}.example/feed" for number in range(MANY)]
    for address in addresses:
        await office.does("boss", "feeds", values={"text": address})
    return addresses


async def test_a_slow_feed_delays_no_other(office: Office, followed: list[str]):
    server, answers = FeedServer(office), asyncio.Event()

    async def fetch(url: str, etag: str = "", modified: str = "", /) -> Fetched:
        if url == followed[0]:
            await answers.wait()
        return await server.fetch(url, etag, modified)

    for address in followed:
        server.feeds[address] = Fetched(address, feed(address, "An owl and a lapwing"))
    office.rounds.fetch = fetch
    round_ = asyncio.create_task(office.rounds.make("read_feeds"))
    for _ in range(600):
        if await read_feeds(office) == MANY - 1:
            break
        await asyncio.sleep(0.05)
    assert (await read_feeds(office), round_.done()) == (MANY - 1, False)
    answers.set()
    await round_
    assert await read_feeds(office) == MANY
    assert len(server.asked) == MANY


async def test_a_server_that_does_not_answer_is_asked_once_and_delays_no_other(office: Office):
    await office.champions("boss")
    server = FeedServer(office)
    dead = [f"https://dead.example/{number}" for number in range(60)]
    good = "https://owl.example/feed"
    for address in (*dead, good):
        await office.does("boss", "feeds", values={"text": address})
    server.says(good, "An owl and a lapwing")
    await office.rounds.make("read_feeds")
    assert len([url for url, _, _ in server.asked if url != good]) == 1
    assert await read_feeds(office) == 1
    office.now += timedelta(minutes=10)
    await office.rounds.make("read_feeds")
    asked = [url for url, _, _ in server.asked if url != good]
    assert len(asked) == len({*asked}) == 2  # another one: the first is left alone for an hour


async def test_a_feed_that_raises_spoils_no_other(office: Office, followed: list[str]):
    server = FeedServer(office)

    async def fetch(url: str, etag: str = "", modified: str = "", /) -> Fetched:
        if url == followed[0]:
            raise ArithmeticError
        return await server.fetch(url, etag, modified)

    for address in followed:
        server.feeds[address] = Fetched(address, feed(address, "An owl and a lapwing"))
    office.rounds.fetch = fetch
    with pytest.raises(ArithmeticError):
        await office.rounds.make("read_feeds")
    assert await read_feeds(office) == MANY - 1
