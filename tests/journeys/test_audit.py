"""The audit trail, and a thought that stays its person's, on every platform."""

from tests.journeys.acts import ANNA, CARL, MIRA, champion_posts, joins
from tests.journeys.scene import Scene


async def test_champions_read_who_did_what_and_the_history_of_content(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await stage.command(CARL, "content")
    await stage.press(CARL, "Edit")
    await stage.fill(CARL, {"Title": "What two owls taught us"})
    await stage.submit(CARL)
    await stage.command(MIRA, "audit")
    said = await stage.reads(MIRA)
    assert "Carl changed content: What two owls taught us (title)" in said
    assert "Carl published content: What two owls taught us" in said
    await stage.command(CARL, "content")
    await stage.press(CARL, "History")
    said = await stage.reads(CARL)
    assert "History: What two owls taught us" in said and "Carl changed content" in said


async def test_employees_read_what_concerns_everybody_and_no_more(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await stage.command(MIRA, "results")
    await stage.command(ANNA, "audit")
    said = await stage.reads(ANNA)
    assert "Mira looked at figures (results of everything)" in said and "published content" not in said


async def test_a_shared_address_cannot_be_led_to_another_site(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Share")
    await stage.command(CARL, "content")
    await stage.press(CARL, "Edit")
    await stage.fill(CARL, {"Address": "https://elsewhere.example/"})
    await stage.submit(CARL)
    [said] = await stage.errors(CARL)
    assert "it can only move within" in said and "post that as new content, and stop this one" in said
