"""A post that anybody can read is found, through the public APIs and without a login."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.web.fetch import Reader
from handlers.sharing.verification import WAITS
from models import Link, Share
from tests.links.conftest import BASE, Street, begins, evidence, posts
from tests.links.public_apis import DID, MASTODON, Apis, running
from tests.support.office import Office

SKEET = "https://bsky.app/profile/anna.example/post/3kabc"
TOOT = f"{MASTODON}/@anna/112233"
OWL = "https://example.com/owl"


@pytest.fixture
async def apis(office: Office) -> AsyncIterator[Apis]:
    found = Apis()
    async with running(found) as read:
        office.rounds.read = read
        yield found


@pytest.fixture
async def share(office: Office, street: Street) -> str:
    await office.posts()
    share, _ = await begins(office, networks="")
    return share


async def link(office: Office, share: str) -> str:
    token = await office.store.run(lambda s: s.scalar(select(Link.token).where(Link.share == share)))
    return f"{BASE}/l/{token}"


@pytest.mark.parametrize("who", ["anna.example", DID])
@pytest.mark.parametrize("shows", ["link", "content"])
async def test_a_post_on_bluesky_with_the_link_or_the_content_is_verified(
    office: Office, apis: Apis, share: str, who: str, shows: str
):
    apis.skeets["3kabc"] = await link(office, share) if shows == "link" else OWL
    await posts(office, share, network="bluesky", address=SKEET.replace("anna.example", who))
    await office.rounds.make("verify")
    assert await evidence(office, share) == "address" and apis.asked == []
    await office.after(minutes=1)
    assert await evidence(office, share) == "verified"
    await office.after(days=2)
    assert len(apis.asked) == (1 if who == DID else 2)


@pytest.mark.parametrize("shows", ["link", "content"])
async def test_a_post_on_mastodon_with_the_link_or_the_content_is_verified(
    office: Office, apis: Apis, share: str, shows: str
):
    url = await link(office, share) if shows == "link" else OWL
    apis.toots["112233"] = (f'<p>Look: <a href="{url}?a=1&amp;b=2" rel="nofollow">owl</a></p>', "unlisted")
    await posts(office, share, network="mastodon", address=TOOT)
    await office.after(minutes=1)
    assert await evidence(office, share) == "verified"


@pytest.mark.parametrize(
    ("network", "address", "there"),
    [
        ("bluesky", SKEET, "https://example.com/another"),
        ("bluesky", SKEET, ""),
        ("bluesky", SKEET.replace("anna", "nobody"), OWL),
        ("mastodon", TOOT, "private"),
        ("mastodon", TOOT, ""),
    ],
)
async def test_a_missing_post_or_another_post_proves_nothing(
    office: Office, apis: Apis, share: str, network: str, address: str, there: str
):
    if there == "private":
        apis.toots["112233"] = (OWL, "private")
    elif there:
        apis.skeets["3kabc"] = there
    await posts(office, share, network=network, address=address)
    await office.after(minutes=1)
    assert await evidence(office, share) == "address" and apis.asked


async def test_the_checks_become_rarer_and_then_stop(office: Office, apis: Apis, share: str):
    await posts(office, share, network="mastodon", address=TOOT)
    looks: list[int] = []
    for minute in range(0, 60 * 40, 5):
        await office.rounds.make("verify")
        looks += [minute] * (len(apis.asked) - len(looks))
        office.now += timedelta(minutes=5)
    assert len(looks) == 1 + len(WAITS)
    waits = [later - earlier for earlier, later in pairwise(looks)]
    assert waits == [wait // timedelta(minutes=1) for wait in WAITS]


async def test_an_api_that_is_away_for_a_while_is_queried_again(office: Office, apis: Apis, share: str):
    apis.toots["112233"], apis.away = (OWL, "public"), True
    await posts(office, share, network="mastodon", address=TOOT)
    await office.after(minutes=1)
    assert await evidence(office, share) == "address"
    apis.away = False
    await office.after(minutes=10)
    assert await evidence(office, share) == "verified"


async def test_a_post_that_was_taken_back_is_not_checked(office: Office, apis: Apis, share: str):
    apis.toots["112233"] = (OWL, "public")
    await posts(office, share, network="mastodon", address=TOOT)
    nudge = await office.store.run(lambda s: s.get_one(Share, (office.workspace, share)).nudge)
    await office.does("anna", "undo", nudge)
    await office.after(minutes=1)
    assert apis.asked == [] and await evidence(office, share) == "address"


@pytest.mark.parametrize(
    ("network", "address"),
    [
        ("linkedin", "https://www.linkedin.com/posts/1"),
        ("mastodon", "https://mastodon.example/about"),
        ("bluesky", "https://bsky.app/profile/anna.example"),
    ],
)
async def test_a_network_without_a_public_api_is_never_queried(
    office: Office, apis: Apis, share: str, network: str, address: str
):
    await posts(office, share, network=network, address=address)
    await office.after(days=2)
    assert apis.asked == [] and await evidence(office, share) == "address"


@pytest.mark.parametrize(
    "said", ["[" * 50_000, "{", '{"a": 1}', "null", '"x"', "\ud800".encode("utf-8", "replace").decode()]
)
async def test_no_answer_of_an_api_breaks_anything(said: str):
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=said, content_type="application/json")

    app = web.Application()
    app.router.add_get("/", answer)
    async with TestServer(app, host="127.0.0.1") as server:
        reader = Reader(allowed=frozenset({("127.0.0.1", server.port or 0)}))
        assert await reader.data(str(server.make_url("/"))) in (None, {"a": 1}, "x")
        await reader.close()
