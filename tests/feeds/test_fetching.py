"""Fetching feeds, from a real server that does as it likes."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.web.feed_fetch import LARGEST, FeedFetcher
from tests.feeds.reading import item
from tests.support.site import Site

FEED = item("").encode()
DAY = "Tue, 01 Dec 2026 10:00:00 GMT"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    await site.server.start_server()
    yield site
    await site.server.close()


@pytest.fixture
async def fetcher(site: Site) -> AsyncIterator[FeedFetcher]:
    fetcher = FeedFetcher(frozenset({("127.0.0.1", site.server.port or 0)}), seconds=1)
    yield fetcher
    await fetcher.close()


async def test_a_feed_comes_with_what_is_asked_the_next_time(site: Site, fetcher: FeedFetcher):
    kind = "text/xml; charset=utf-8"
    url = site.says("/f", FEED, ETag='"1"', Last_Modified=DAY, Content_Type=kind)
    came = await fetcher.fetch(url)
    assert (came.text, came.etag, came.modified) == (FEED.decode(), '"1"', DAY)
    site.says("/f", b"", status=304)
    came = await fetcher.fetch(url, came.etag, came.modified)
    assert (came.status, came.problem) == (304, "")
    asked = site.visits[-1].headers
    assert asked["If-None-Match"] == '"1"' and asked["If-Modified-Since"] == DAY
    assert "Heraut" in asked["User-Agent"] and "Cookie" not in asked


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), ""), ((307,), ""), ((), "")]
)
async def test_only_redirects_that_are_for_good_move_a_feed(site: Site, fetcher: FeedFetcher, statuses, moved: str):
    for hop, status in enumerate(statuses):
        site.says(f"/{hop}", b"", status=status, Location=f"/{hop + 1}")
    site.says(f"/{len(statuses)}", FEED)
    came = await fetcher.fetch(site.url("/0"))
    assert came.text == FEED.decode() and came.address == site.url(f"/{len(statuses)}")
    assert came.moved == (site.url(moved) if moved else "")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
async def test_what_a_server_refuses_is_said(site: Site, fetcher: FeedFetcher, status: int):
    came = await fetcher.fetch(site.says("/f", b"no", status=status, Retry_After="120"))
    assert (came.status, came.problem, came.retry_after) == (status, f"its server answers {status}", "120")


async def test_a_circle_a_slow_server_and_none_at_all_end(site: Site, fetcher: FeedFetcher):
    site.says("/circle", b"", status=302, Location="/circle")
    assert "without an end" in (await fetcher.fetch(site.url("/circle"))).problem

    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    site.pages["/slow"] = slow
    assert "within 1 seconds" in (await fetcher.fetch(site.url("/slow"))).problem
    assert "public" in (await fetcher.fetch("ftp://x.example/")).problem
    assert "public" in (await fetcher.fetch("http://127.0.0.1:1/")).problem
    assert "no connection" in (await fetcher.fetch("http://127.0.0.1/")).problem


async def test_an_endless_feed_is_cut(site: Site):
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
        await response.prepare(request)
        await response.write(FEED[: FEED.index(b"</channel>")])
        while True:
            await response.write(FEED[FEED.index(b"<item>") : FEED.index(b"</channel>")] * 5000)

    site.pages["/endless"] = endless
    fetcher = FeedFetcher(frozenset({("127.0.0.1", site.server.port or 0)}), seconds=60)
    came = await fetcher.fetch(site.url("/endless"))
    await fetcher.close()
    assert came.cut and len(came.text) == LARGEST


async def test_a_packed_feed_is_unpacked_as_far_as_it_may_go(site: Site, fetcher: FeedFetcher):
    packed = gzip.compress(FEED)
    assert (await fetcher.fetch(site.says("/a", packed, Content_Encoding="gzip"))).text == FEED.decode()
    assert (await fetcher.fetch(site.says("/b", packed, Content_Encoding="x-gzip"))).text == FEED.decode()
    assert (await fetcher.fetch(site.says("/c", packed, Content_Type="application/gzip"))).text == FEED.decode()
    bomb = gzip.compress(b" " * (LARGEST * 3))
    assert len((await fetcher.fetch(site.says("/d", bomb, Content_Type="application/gzip"))).text) == LARGEST
    assert "cannot be understood" in (await fetcher.fetch(site.says("/e", b"\x1f\x8bno"))).problem


async def test_text_comes_out_of_any_bytes(site: Site, fetcher: FeedFetcher):
    came = await fetcher.fetch(
        site.says("/f", item("", "Zwölf").encode("cp1252"), Content_Type="text/xml; charset=cp1252")
    )
    assert "Zwölf" in came.text
