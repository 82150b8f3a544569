"""An office whose people have tracked links, and a street where strangers follow them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select, update

from bot.web.connect import mount_links, mount_public
from handlers.core.interaction import Card
from handlers.links.redirects import Door, LinkRedirects, door
from handlers.sharing.share_page import SharePages
from models import Click, Link, Share, Workspace
from models.store import Store
from tests.support.office import Office, pressed
from tests.support.share_pages import page_token

BASE = "https://heraut.example"
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept-Language": "nl,en;q=0.8",
    "X-Forwarded-For": "198.51.100.7",
}
LINKEDIN = {"User-Agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)"}


def at(address: str, **more: str) -> Mapping[str, str]:
    """A person's browser at that address."""
    return {**BROWSER, "X-Forwarded-For": address, **more}


class Street:
    """The office, and its public side."""

    def __init__(self, office: Office, following: LinkRedirects, session: ClientSession, address: str) -> None:
        self.office = office
        self.following = following
        self.session = session
        self.address = address
        self.came = 0  # to the link that is counted

    async def comes(self, token: str, headers: Mapping[str, str] = BROWSER, method: str = "GET") -> tuple[int, str]:
        """Follow a link. Returns the status and where it leads."""
        url = f"{self.address}/l/{token}"
        async with self.session.request(method, url, headers=headers, allow_redirects=False) as answer:
            self.came += answer.status == 302
            return answer.status, answer.headers.get("Location", "")

    async def share_page(self, share: str) -> str:
        """The path of a share's page."""
        return f"/share/{await self.office.store.run(lambda session: page_token(session, share))}"

    async def opens_share_page(self, share: str, headers: Mapping[str, str] = BROWSER) -> str:
        async with self.session.get(f"{self.address}{await self.share_page(share)}", headers=headers) as answer:
            assert answer.status == 200
            return await answer.text()

    async def counted(self) -> dict[str, int]:
        """How many clicks of each kind there are, once all are written."""
        async with asyncio.timeout(60):
            while sum((kinds := await self._kinds()).values()) < self.came:  # noqa: ASYNC110 - in the store
                await asyncio.sleep(0.01)
        return kinds

    async def _kinds(self) -> dict[str, int]:
        rows = select(Click.kind, func.sum(Click.times)).group_by(Click.kind)
        return {kind: int(times) for kind, times in await self.office.store.run(lambda s: s.execute(rows).all())}

    async def theirs(self, token: str) -> int:
        """How many people count for the person who shared."""
        await self.counted()
        rows = select(Click.times).where(Click.link == token, Click.kind == "person")
        return sum(await self.office.store.run(lambda s: s.scalars(rows).all()))


@pytest.fixture
async def street(office: Office) -> AsyncIterator[Street]:
    """The public side behind one proxy, as is usual."""
    async with opened(office, door(1)) as street:
        yield street


@asynccontextmanager
async def opened(office: Office, outside: Door) -> AsyncIterator[Street]:
    app, store = web.Application(), office.store
    await store.run(lambda s: s.execute(update(Workspace).values(address=BASE, timezone="Europe/Amsterdam")))
    following = LinkRedirects(store, lambda: office.now, office.elapsed, outside)
    mount_links(app, following)
    mount_public(app, SharePages(store, lambda: office.now, outside.proxies), store.well)
    async with TestServer(app) as server, ClientSession() as session:
        yield Street(office, following, session, str(server.make_url("")).rstrip("/"))


async def begins(office: Office, who: str = "anna", **wishes: str) -> tuple[str, str]:
    """Begin a share. Returns its id, and the token of its link if there are links."""
    await office.joins(who, **{"clicks": "yes", **wishes})
    card = await office.does(who, "next")
    assert isinstance(card, Card)
    sharing = await office.does(who, "share", pressed(card, "share"))
    assert isinstance(sharing, Card)
    share = pressed(sharing, "posted")
    return share, await token_of(office.store, share)


async def posts(office: Office, share: str, who: str = "anna", network: str = "linkedin", address: str = "") -> None:
    assert isinstance(await office.does(who, "posted", share, values={"network": network, "address": address}), Card)


async def token_of(store: Store, share: str) -> str:
    token = select(Link.token).where(Link.share == share, Link.kind == "share")
    return await store.run(lambda s: s.scalar(token)) or ""


async def evidence(office: Office, share: str) -> str:
    return await office.store.run(lambda s: s.get_one(Share, (office.workspace, share)).evidence)


def path(url: str) -> str:
    return urlsplit(url).path
