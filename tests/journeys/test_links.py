"""A share's link is followed by a crawler, the author and strangers, and its person hears of it once."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from bot.web.connect import mount_links
from handlers.links.redirects import LinkRedirects, door
from models import Click, Share, Workspace
from tests.journeys.acts import ANNA, champion_posts, joins
from tests.journeys.scene import Scene
from tests.links.conftest import BROWSER, LINKEDIN


class Street:
    """Another process of this Heraut, which visitors reach without a proxy."""

    def __init__(self, session: ClientSession, address: str) -> None:
        self._session = session
        self._address = address

    async def comes(self, link: str, headers: Mapping[str, str] = BROWSER) -> str:
        url = f"{self._address}/l/{link.rpartition('/')[2]}"
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            assert answer.status == 302
            return answer.headers["Location"]


@asynccontextmanager
async def street(scene: Scene) -> AsyncIterator[Street]:
    app = web.Application()
    mount_links(app, LinkRedirects(scene.store, scene.now, scene.now().timestamp, door(0)))
    async with TestServer(app, host="127.0.0.1") as server, ClientSession() as session:
        yield Street(session, str(server.make_url("")).rstrip("/"))


async def test_a_link_is_followed_and_its_person_hears_of_it(scene: Scene):
    stage = scene.stage
    scene.session.headers.update(BROWSER)  # Anna's own browser, on the share page too
    await scene.store.run(lambda s: s.execute(update(Workspace).values(address=scene.address)))
    await champion_posts(scene)
    await joins(scene, ANNA, **{"Tell me when my links are opened": True})
    await scene.soon()
    await stage.press(ANNA, "Share")
    composer = await scene.compose(ANNA, "LinkedIn", "Owls are the best engineers.")
    link = composer.rpartition("%2F")[2]
    assert composer.endswith(f"%2Fl%2F{link}")
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    async with street(scene) as outside:
        assert await outside.comes(link, LINKEDIN) == scene.url
        await outside.comes(link)
        for _ in range(2):
            await outside.comes(link, stranger(1))
    assert await counted(scene) == {"author": 1, "person": 1, "preview": 1, "repeat": 1}
    [share] = await scene.store.run(lambda s: s.scalars(select(Share)).all())
    assert share.evidence == "clicked"
    await stage.command(ANNA, "me")
    assert "somebody followed your link" in await stage.reads(ANNA)
    async with street(scene) as outside:
        for number in range(2, 13):
            await outside.comes(link, stranger(number))
    await scene.later(days=1)
    assert "Your link was opened 12 times since Wednesday 4 March." in await stage.reads(ANNA)


def stranger(number: int) -> Mapping[str, str]:
    return {**BROWSER, "User-Agent": f"{BROWSER['User-Agent']} Stranger/{number}"}


async def counted(scene: Scene) -> dict[str, int]:
    rows = select(Click.kind, Click.times).order_by(Click.kind)
    return {row.kind: row.times for row in await scene.store.run(lambda s: s.execute(rows).all())}
