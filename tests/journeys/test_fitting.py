"""Nudges that fit: why one came, several in one message, and texts in a person's own words."""

from tests.journeys.acts import ANNA, BOB, CARL, JAN, champion_posts, joins, makes_champion
from tests.journeys.scene import Scene

OWL = "We asked an owl how to fly without a sound, and it told us more than the whole library ever did."


async def important(scene: Scene, *titles: str) -> None:
    """Carl publishes these, each with its own page, and marks them as important."""
    stage = scene.stage
    await makes_champion(scene)
    for place, title in enumerate(titles):
        await stage.command(CARL, f"post {scene.url}?{place}")
        texts = {"Suggested text 1": f"{title} one", "Suggested text 2": f"{title} two"}
        await stage.fill(CARL, {"Title": title, "Offer it before other content": True, **texts})
        await stage.submit(CARL)
        await stage.press(CARL, "Publish")


async def test_why_now_tells_the_reasons(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Why now?")
    why = await stage.reads(ANNA)
    assert "Why “What an owl taught us”" in why and "You get at most 2 a week. It was the first one." in why


async def test_several_come_in_one_message_and_each_is_answered_separately(scene: Scene):
    stage = scene.stage
    await important(scene, "First", "Second")
    await joins(scene, ANNA)
    await scene.soon()
    digest = await stage.reads(ANNA)
    assert "First" in digest and "Second" in digest and "2 things worth sharing" in digest
    said = len(await stage.transcript(ANNA))
    await stage.press(ANNA, "Skip")
    assert "Skipped." in await stage.reads(ANNA) and "Share" in await stage.reads(ANNA)
    assert len(await stage.transcript(ANNA)) == said  # in place of the digest
    await stage.press(ANNA, "Share")
    assert "Change it until it sounds like you." in await stage.reads(ANNA)
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    await scene.soon()
    digest = next(text for text in reversed(await stage.transcript(ANNA)) if "2 things worth sharing" in text)
    assert "Skipped." in digest and "Thank you for sharing on LinkedIn!" in digest


async def test_people_who_read_dutch_get_the_digest_in_dutch(scene: Scene):
    await important(scene, "Eerste", "Tweede")
    await scene.stage.command(JAN, "meedoen")
    await scene.stage.submit(JAN)
    await scene.soon()
    assert "2 dingen om te delen, in één bericht" in await scene.stage.reads(JAN)


async def test_a_near_copy_gets_a_warning_and_can_still_go_out(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    for who in (ANNA, BOB):
        await joins(scene, who)
    await scene.soon()
    for who in (ANNA, BOB):
        await stage.press(who, "Share")
        await stage.press(who, "Change the text")
        await stage.fill(who, {"Your text": OWL if who == ANNA else f"{OWL} Indeed."})
        await stage.submit(who)
        assert ("reads much like what was posted" in await stage.reads(who)) == (who == BOB)
        await stage.press(who, "I posted it")
        await stage.submit(who)
        assert "Thank you for sharing on LinkedIn!" in await stage.reads(who)
