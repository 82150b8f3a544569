"""What champions decide: publish with the cost in sight, go above all budgets, pause everything, recall, and learn."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Content, Nudge
from tests.journeys.acts import ANNA, BOB, CARL, MIRA, champion_posts, joins
from tests.journeys.scene import Scene
from tests.recognition import company

EVERYBODY = (ANNA, BOB, "U4", "U5", "U6", "U7")


async def drafts(scene: Scene, who: str) -> None:
    """Draft another piece of content, up to its preview."""
    await scene.stage.command(who, f"post {scene.url}?again")
    await scene.stage.fill(who, {"Suggested text 1": "The street is flooded.", "Suggested text 2": "Stay at home."})
    await scene.stage.submit(who)


async def test_a_preview_says_who_it_reaches_and_what_runs_dry(scene: Scene):
    for who in EVERYBODY:
        await joins(scene, who)
    await drafts(scene, MIRA)
    preview = await scene.stage.reads(MIRA)
    assert "About 5 people would get this by Friday 6 March." in preview
    assert "Runs dry on Monday 9 March: English" in preview


async def test_an_override_asks_why_and_tells_the_others(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await drafts(scene, MIRA)
    await stage.press(MIRA, "Publish above all budgets")
    form = stage.form(MIRA)
    assert form is not None and form.title == "Above all budgets"
    await stage.fill(MIRA, {"Why can it not wait?": "The river rises."})
    await stage.submit(MIRA)
    assert "Another champion has to confirm it within two days." in await stage.reads(MIRA)
    await scene.soon()
    asked = await stage.reads(CARL)
    assert "Mira asks to publish this above all attention budgets" in asked and "The river rises." in asked
    await stage.press(CARL, "Confirm")
    assert "Mira published this above all attention budgets" in await stage.reads(CARL)
    await stage.command(CARL, "content")
    assert "published above all budgets: Mira (1)" in await stage.reads(CARL)


async def test_everything_is_paused_and_resumed(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.command(CARL, "pause all")
    await stage.press(CARL, "Pause everything")
    assert "Nothing goes out from now on." in await stage.reads(CARL)
    await scene.soon()
    assert "this card comes back" in await stage.reads(ANNA)
    await stage.command(ANNA, "next")
    assert "Everything is paused just now." in await stage.reads(ANNA)
    await stage.open_home(MIRA)
    assert "Carl paused everything on" in await stage.reads(MIRA, "home")
    await stage.command(MIRA, "resume all")
    assert "Everything is running again" in await stage.reads(MIRA)
    await scene.soon()
    assert "Our blades are quieter now." in "\n".join(await stage.transcript(ANNA))


async def test_people_who_shared_it_are_asked_to_take_it_down(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Share")
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    await stage.command(CARL, "content")
    await stage.press(CARL, "Take back")
    await stage.fill(CARL, {"Why, or what has changed?": "The figure was wrong."})
    await stage.submit(CARL)
    assert "Anybody who shared it and still takes part gets one message" in await stage.reads(CARL)
    await scene.soon()
    asked = await stage.reads(ANNA)
    assert "Carl asks you to take your post down" in asked and "The figure was wrong." in asked


def five_more_are_offered_it(session: Session, workspace: str) -> None:
    """Five people who do not answer, without a stage of their own."""
    [content] = session.scalars(select(Content)).all()
    for number in range(5):
        who = company.hire(session, f"silent{number}", workspace)
        keys = {"workspace": workspace, "id": f"{who.person}.{content.id}", "person": who.person}
        session.add(Nudge(**keys, content=content.id, planned_at=content.starts_at))


async def test_content_that_many_find_too_salesy_is_withdrawn_and_its_champion_learns_why(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    for who in EVERYBODY[1:]:
        await joins(scene, who)
    await scene.soon()
    await scene.soon()  # Slack takes five messages at once, and Carl's warning of what runs dry is one of them
    await scene.store.run(lambda session: five_more_are_offered_it(session, scene.workspace))
    for who in EVERYBODY[1:]:
        dutch = who == "U4"
        await stage.press(who, "Overslaan" if dutch else "Skip")
        await stage.press(who, "Te veel reclame" if dutch else "Too salesy")
    await scene.later(days=1)
    assert "At least 5 people, and at least two in five of those who answered" in await stage.reads(CARL)
    await stage.press(CARL, "Publish again")
    assert "Published: What an owl taught us" in await stage.reads(CARL)
