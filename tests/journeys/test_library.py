"""What can be shared, seen on Home and in the list, and shared from there."""

from sqlalchemy import update

from models import Workspace
from tests.journeys.acts import ANNA, champion_posts, joins
from tests.journeys.scene import Scene
from tests.stages.screen import HOME


async def test_from_home_to_the_list_to_a_share(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await stage.open_home(ANNA)
    home = await stage.reads(ANNA, HOME)
    assert "What can you share?" in home and "What an owl taught us" in home
    assert "the badge “First share” is yours" in home
    await stage.press(ANNA, "See everything")
    listed = (await stage.transcript(ANNA))[-1]
    assert "What you can share" in listed and "Best for me" in listed
    await stage.press(ANNA, "Newest")  # in the menu
    listed = (await stage.transcript(ANNA))[-1]
    assert "Newest" in listed and "What an owl taught us" in listed
    await stage.press(ANNA, "Show it")
    await stage.press(ANNA, "Share")
    assert "Change it until it sounds like you." in await stage.reads(ANNA)
    await stage.command(ANNA, "browse")
    assert "What you can share" in await stage.reads(ANNA)


async def test_the_list_as_a_page_to_a_share(scene: Scene):
    stage = scene.stage
    await scene.store.run(lambda s: s.execute(update(Workspace).values(address=scene.address)))
    await champion_posts(scene)
    await joins(scene, ANNA)
    await stage.command(ANNA, "browse")
    await stage.press(ANNA, "See it as a page")
    path = (await stage.link(ANNA, "Open the page")).partition("/browse/")[2]
    status, kind, body = await scene.fetch(f"{scene.address}/browse/{path}")
    assert (status, kind) == (200, "text/html") and b"What an owl taught us" in body
    pick = body.decode().partition('name="pick" value="')[2].partition('"')[0]
    async with scene.session.post(f"{scene.address}/browse/{path}", data={"pick": pick}) as shared:
        assert shared.status == 200 and "Share this in your own words" in await shared.text()
