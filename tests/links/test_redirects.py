"""Following a link over HTTP, as strangers do."""

import asyncio
from datetime import timedelta

import pytest
from multidict import CIMultiDict
from sqlalchemy import text, update

from bot.web.guesses import BURST, Guesses
from handlers.links.redirects import MOST, door
from handlers.links.visitors import Hit
from models import Content, Workspace
from tests.links.conftest import BROWSER, Street, at, begins, opened
from tests.store.away import away
from tests.support.office import Office


def guess(number: int) -> str:
    return f"A{number:011d}"


async def test_a_link_leads_to_the_content_with_what_the_rule_adds(office: Office, street: Street):
    await office.posts(url="https://example.com/owl?a=b+c#top")
    rule = "utm_source={network}&utm_medium=social&a=other"
    await office.store.run(lambda s: s.execute(update(Workspace).values(utm=rule)))
    share, token = await begins(office)
    assert await street.comes(token) == (302, "https://example.com/owl?a=b+c&utm_medium=social#top")
    await office.does("anna", "posted", share, values={"network": "x", "address": ""})
    office.now += timedelta(minutes=2)  # a target is cached for a minute
    where = "https://example.com/owl?a=b+c&utm_source=x&utm_medium=social#top"
    assert await street.comes(token) == (302, where)


async def test_nothing_about_a_link_may_be_cached_on_the_way(office: Office, street: Street):
    await office.posts()
    _, token = await begins(office)
    for known in (False, True):
        async with street.session.get(f"{street.address}/l/{token}", allow_redirects=False) as answer:
            assert answer.status == 302, known
            assert answer.headers["Referrer-Policy"] == "no-referrer" and "noindex" in answer.headers["X-Robots-Tag"]
            assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
            assert await answer.read() == b""


async def test_a_head_request_leads_there_too(office: Office, street: Street):
    await office.posts()
    _, token = await begins(office)
    assert await street.comes(token, method="HEAD") == (302, "https://example.com/owl")
    assert (await street.comes(token, method="POST"))[0] == 405


@pytest.mark.parametrize("end", ["stopped", "ended"])
async def test_a_link_to_content_that_is_no_longer_offered_still_leads_there(office: Office, street: Street, end: str):
    content = await office.posts()
    _, token = await begins(office)
    over = {"state": "stopped"} if end == "stopped" else {"ends_at": office.now - timedelta(minutes=1)}
    early = {"starts_at": office.now - timedelta(days=9), **over}
    await office.store.run(lambda s: s.execute(update(Content).where(Content.id == content).values(**early)))
    assert await street.comes(token) == (302, "https://example.com/owl")


@pytest.mark.parametrize(
    "token", ["x", guess(1), "../l/x", "%00", "ä" * 12, "a" * 4000, "A" * 11, "A" * 13, "a.b", " "]
)
async def test_an_unknown_link_gets_a_plain_answer_and_sets_nothing(office: Office, street: Street, token: str):
    async with street.session.get(f"{street.address}/l/{token}", allow_redirects=False) as answer:
        assert answer.status == 404 and "Set-Cookie" not in answer.headers


async def test_a_visitor_cannot_change_where_a_link_leads(office: Office, street: Street):
    await office.posts()
    _, token = await begins(office)
    for query in ("?url=https://evil.example", "?next=//evil.example", "?utm_source=evil", "//evil.example"):
        status, place = await street.comes(f"{token}{query}")
        assert (status, place) in {(302, "https://example.com/owl"), (404, "")}


async def test_guessing_is_slowed_down_but_a_crowd_behind_that_address_is_not(office: Office, street: Street):
    await office.posts()
    _, token = await begins(office)
    company = at("198.51.100.7")
    assert (await street.comes(token, company))[0] == 302
    said = [(await street.comes(guess(number), company))[0] for number in range(3 * int(BURST))]  # some are forgiven
    assert said[: int(BURST)] == [404] * int(BURST) and 429 in said
    assert {(await street.comes(token, company))[0] for _ in range(200)} == {302}
    assert (await street.comes(guess(1), at("203.0.113.9")))[0] == 404
    assert (await street.comes("wp-login.php", company))[0] == 404


def test_wrong_guesses_are_forgiven_with_time():
    guesses = Guesses()
    for _ in range(int(BURST)):
        assert not guesses.too_many("2001:db8:0:1::1", 0)
        guesses.wrong("2001:db8:0:1::1", 0)
    assert guesses.too_many("2001:db8:0:1::2", 0)  # in that network
    assert not guesses.too_many("2001:db8:0:2::1", 0)
    assert not guesses.too_many("2001:db8:0:1::1", 1) and not guesses.too_many("no address", 0)


async def test_while_the_database_is_away_recent_links_lead_on_and_others_say_so(office: Office, street: Street):
    await office.posts()
    lately, never = [(await begins(office, who))[1] for who in ("anna", "bob")]
    assert (await street.comes(lately))[0] == 302
    async with away(office.store):
        assert await street.comes(lately) == (302, "https://example.com/owl")
        assert await street.comes(never) == (503, "")
        office.now += timedelta(minutes=2)
        assert await street.comes(lately) == (503, "")
    assert [(await street.comes(token))[0] for token in (lately, never)] == [302, 302]
    assert sum((await street.counted()).values()) == 4


async def test_a_limited_number_of_clicks_wait_for_the_database(office: Office):
    async with opened(office, door(1)) as street:
        await office.posts()
        _, token = await begins(office)
        await street.comes(token)
        assert await street.counted() == {"person": 1}
        async with away(office.store):
            for _ in range(12):
                for _ in range(MOST // 10):
                    street.following.count(Hit(token, "GET", CIMultiDict(BROWSER), "127.0.0.1"))
                assert (await street.comes(token))[0] == 302
        street.came = 1 + MOST
        await street.counted()
    assert sum((await street.counted()).values()) == 1 + MOST


async def test_a_click_that_cannot_be_counted_holds_up_nothing_else(office: Office, street: Street, caplog):
    await office.posts()
    _, token = await begins(office)
    await street.comes(token)
    await street.counted()
    await office.store.run(lambda s: s.execute(text("ALTER TABLE click RENAME TO elsewhere")))
    assert (await street.comes(token))[0] == 302
    street.came -= 1  # lost
    async with asyncio.timeout(60):
        while "not counted: 1 clicks" not in caplog.text:  # noqa: ASYNC110 - it is tried in the background
            await asyncio.sleep(0.01)
    await office.store.run(lambda s: s.execute(text("ALTER TABLE elsewhere RENAME TO click")))
    await street.comes(token, at("203.0.113.9"))
    assert (await street.counted())["person"] == 2
