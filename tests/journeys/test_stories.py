"""A photo or a story of one's own, which has no address: posted, suggested, shared and counted."""

from tests.journeys.acts import ANNA, BOB, CARL, joins, makes_champion
from tests.journeys.scene import Scene

WHAT = "We moved a whole hall in a weekend."
STORY = {"Title": "The new hall", "Suggested text 1": WHAT}


async def opens_the_form(scene: Scene) -> None:
    await makes_champion(scene)
    await scene.stage.command(CARL, "post")
    await scene.stage.fill(CARL, {"What do you ask of colleagues?": "Share a photo or a story of our own"})
    await scene.stage.submit(CARL)


async def test_a_story_is_posted_and_shared_without_an_address(scene: Scene):
    stage = scene.stage
    await opens_the_form(scene)
    await stage.fill(CARL, STORY)
    await stage.submit(CARL)
    await stage.press(CARL, "Publish")
    assert "Published: The new hall" in await stage.reads(CARL)
    await joins(scene, ANNA)
    await scene.soon()
    assert WHAT in await stage.reads(ANNA)
    await stage.press(ANNA, "Share")
    card = await stage.reads(ANNA)
    assert WHAT in card and "Link and QR code" not in card
    opened = await scene.compose(ANNA, "LinkedIn", WHAT)
    assert opened == "https://www.linkedin.com/feed/"


async def test_a_picture_asks_who_is_in_it_and_is_opened_first(scene: Scene):
    stage = scene.stage
    await opens_the_form(scene)
    await stage.fill(CARL, {**STORY, "Picture (address)": "https://pictures.invalid/hall.jpg"})
    await stage.submit(CARL)
    assert "Please say who is in the picture." in str(await stage.errors(CARL))
    await stage.fill(CARL, {"Who is in the picture?": "Other people"})
    await stage.submit(CARL)
    said = str(await stage.errors(CARL))
    assert "Please fill this in." in said and "Ask them first" in said
    await stage.fill(CARL, {"Their names": "Noor", "They all agreed that it is shared in public": True})
    await stage.submit(CARL)
    assert "There is no picture at this address" in str(await stage.errors(CARL))


async def test_a_suggested_story_is_approved_and_a_page_is_suggested_once(scene: Scene):
    stage = scene.stage
    await makes_champion(scene)
    await joins(scene, ANNA)
    await stage.command(ANNA, "suggest")
    await stage.fill(ANNA, {"Title": "My first blade", "Suggested text": "Two years, and today I saw it turn."})
    await stage.submit(ANNA)
    await scene.later(minutes=30)
    assert "Anna suggests this." in await stage.reads(CARL)
    await stage.press(CARL, "Approve")
    await stage.submit(CARL)
    assert "Approved by Carl." in await stage.reads(CARL)
    await stage.command(ANNA, f"suggest {scene.url}")
    await stage.submit(ANNA)
    await stage.command(BOB, f"suggest {scene.url}")
    assert "A colleague suggested this page" in await stage.reads(BOB)
