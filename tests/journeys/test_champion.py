"""Champions post, edit, stop and decide; everybody else suggests; channels read the week."""

from sqlalchemy import select

from models import Content
from tests.journeys.acts import ANNA, BOB, CARL, MIRA, champion_posts, joins, makes_champion, mention
from tests.journeys.scene import GENERAL, Scene


async def test_a_role_is_offered_accepted_and_given_back(scene: Scene):
    stage = scene.stage
    await stage.command(MIRA, f"champion {mention(scene, BOB)}")
    assert "Bob gets one message that offers the role, and decides." in await stage.reads(MIRA)
    await scene.later(hours=1)  # Teams does not tell Bob's time zone, and ten o'clock is before his hours in UTC
    assert "Mira asks you to be a champion" in await stage.reads(BOB)
    await stage.press(BOB, "Yes, I will")
    assert "You are a champion" in await stage.reads(BOB)
    await stage.command(ANNA, f"suggest {scene.url}")
    await stage.submit(ANNA)
    await scene.soon()
    assert "Anna" in await stage.reads(BOB)
    await stage.command(BOB, "leave")
    assert "You have left" in await stage.reads(BOB)
    await stage.command(MIRA, f"champion {mention(scene, CARL)}")
    await scene.later(hours=1)
    await stage.press(CARL, "No, thanks")
    assert "Nobody is told" in await stage.reads(CARL)


async def test_a_stop_by_mistake_is_undone_and_stopped_content_is_published_again(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await stage.press(CARL, "Stop")
    await stage.press(CARL, "Undo")
    assert "It runs again as before." in await stage.reads(CARL)
    await joins(scene, ANNA)
    await scene.soon()
    assert "[Share]" in await stage.reads(ANNA)
    await stage.press(CARL, "Stop")
    await scene.later(minutes=11)
    await stage.press(CARL, "Undo")
    assert "can no longer be undone" in await stage.reads(CARL)
    await stage.command(CARL, "content")
    await stage.press(CARL, "Publish again")
    assert "It is offered again, for a month." in await stage.reads(CARL)


async def test_posting_is_filled_from_the_page_itself(scene: Scene):
    stage = scene.stage
    await stage.command(MIRA, f"post {scene.url}")
    await stage.unfold(MIRA)
    form = stage.form(MIRA)
    assert form is not None
    assert form.inputs["Title"] == "What an owl taught us"
    assert "quieter" in form.inputs["Description"]
    await stage.fill(MIRA, {"Suggested text 1": "Only one", "Suggested text 2": "only  ONE"})
    await stage.submit(MIRA)
    assert len(await stage.errors(MIRA)) == 1
    await stage.fill(MIRA, {"Suggested text 2": "And another"})
    await stage.submit(MIRA)
    assert "This is how colleagues will see it" in await stage.reads(MIRA)
    await stage.press(MIRA, "Publish")
    assert "Published: What an owl taught us" in await stage.reads(MIRA)


async def test_content_is_listed_edited_and_stopped(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await stage.command(CARL, "content")
    assert "inclusive; too few to tell" in await stage.reads(CARL)
    await stage.press(CARL, "Edit")
    await stage.fill(CARL, {"Title": "What two owls taught us"})
    await stage.submit(CARL)
    assert "The change is saved" in await stage.reads(CARL)
    await stage.command(CARL, "content")
    assert "What two owls taught us" in await stage.reads(CARL)
    await stage.press(CARL, "Stop")
    assert [c.state for c in await scene.store.run(lambda s: s.scalars(select(Content)).all())] == ["stopped"]


async def test_a_suggestion_is_approved_in_the_editor(scene: Scene):
    stage = scene.stage
    await makes_champion(scene)
    await stage.command(MIRA, "champion yes")
    await joins(scene, ANNA)
    await stage.command(ANNA, f"post {scene.url}")
    form = stage.form(ANNA)
    assert form is not None and form.title == "Suggest something"
    await stage.submit(ANNA)
    await scene.soon()
    await scene.later(minutes=30)
    assert "Anna suggests this." in await stage.reads(CARL)
    await stage.press(CARL, "Approve")
    await stage.unfold(CARL)
    editor = stage.form(CARL)
    assert editor is not None and editor.inputs["Title"] == "What an owl taught us"
    assert "quieter" in editor.inputs["Description"]
    await stage.submit(CARL)
    assert len(await stage.errors(CARL)) == 1  # Anna suggested no text, and the editor publishes none without
    await stage.fill(CARL, {"Suggested text 1": "We asked an owl."})
    await stage.submit(CARL)
    assert "Approved by Carl." in await stage.reads(CARL)
    await scene.soon()
    assert "Carl approved your suggestion" in "\n".join(await stage.transcript(ANNA))
    assert "Approved by Carl." in await stage.reads(MIRA)


async def test_a_declined_suggestion_comes_back_with_its_reason(scene: Scene):
    stage = scene.stage
    await makes_champion(scene)
    await stage.command(BOB, f"suggest {scene.url}")
    await stage.submit(BOB)
    await scene.soon()
    await scene.later(minutes=30)
    await stage.press(CARL, "Decline")
    await stage.fill(CARL, {"Why not?": "It is not public yet."})
    await stage.submit(CARL)
    assert "Declined by Carl." in await stage.reads(CARL)
    await scene.soon()
    assert "It is not public yet." in await stage.reads(BOB)


async def test_the_weekly_message_names_only_those_who_agreed(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await stage.command(CARL, "leaderboard here", GENERAL)
    named = "You may name me on the leaderboard, and when colleagues and I thank each other"
    for who in (ANNA, BOB, "U5", "U6", "U7"):
        await joins(scene, who, **({named: True} if who == ANNA else {}))
    await scene.soon()
    for who in (ANNA, BOB):
        await stage.press(who, "Share")
        await stage.press(who, "I posted it")
        await stage.submit(who)
    await scene.later(days=5)
    week = await stage.reads(ANNA, GENERAL)
    assert "Anna" in week and "Bob" not in week
    assert len(await stage.transcript(ANNA, GENERAL)) == 1
    await scene.later(days=1)
    assert len(await stage.transcript(ANNA, GENERAL)) == 1


async def test_joining_from_a_channels_card_leaves_the_card_as_it_is_for_the_others(scene: Scene):
    stage = scene.stage
    await stage.command(MIRA, "leaderboard here", GENERAL)
    await scene.later(days=5)
    before = await stage.transcript(BOB, GENERAL)
    await stage.press(ANNA, "Join", GENERAL)
    await stage.submit(ANNA)
    assert "Welcome, Anna!" in await stage.reads(ANNA)
    assert await stage.transcript(BOB, GENERAL) == before


async def test_a_channel_may_do_without_the_ranking(scene: Scene):
    stage = scene.stage
    await stage.command(MIRA, "leaderboard here", GENERAL)
    await stage.command(MIRA, "leaderboard ranking off", GENERAL)
    await stage.command(ANNA, "leaderboard off", GENERAL)
    assert "Only champions can do this." in await stage.reads(ANNA)


async def test_one_person_can_read_the_leaderboard_at_any_time(scene: Scene):
    await joins(scene, ANNA)
    await scene.stage.command(ANNA, "leaderboard")
    assert await scene.stage.reads(ANNA)
