"""An employee joins, is nudged, shares, skips, waits, takes a break and leaves."""

from sqlalchemy import select

from models import LedgerEntry, Person, Share
from tests.journeys.acts import ANNA, BOB, CARL, JAN, champion_posts, joins, mention, typed
from tests.journeys.scene import Scene


async def test_from_joining_to_a_badge(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    assert "Welcome, Anna!" in await stage.reads(ANNA)
    await scene.soon()
    nudge = await stage.reads(ANNA)
    for words in ("What an owl taught us", "Our blades are quieter now.", "My colleagues asked an owl.", "Why you see"):
        assert words in nudge
    await stage.press(ANNA, "Share")
    composer = await scene.compose(ANNA, "LinkedIn", "Owls are the best engineers.")
    assert composer.startswith("https://www.linkedin.com/sharing/share-offsite/?url=http")
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    thanks = await stage.reads(ANNA)
    assert "Thank you for sharing on LinkedIn!" in thanks and "First share" in thanks
    [share] = await scene.store.run(lambda s: s.scalars(select(Share)).all())
    assert (share.state, share.evidence, share.text) == ("posted", "opened", "Owls are the best engineers.")
    await stage.command(ANNA, "me")
    me = await stage.reads(ANNA)
    assert "First share" in me and "What an owl taught us" in me


async def test_the_address_of_the_post_counts_for_more(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await stage.command(ANNA, "next")
    await stage.press(ANNA, "Share")
    await stage.press(ANNA, "I posted it")
    await stage.fill(ANNA, {"Address of your post": "https://example.com/not-linkedin"})
    await stage.submit(ANNA)
    assert await stage.errors(ANNA) == ["This is not the address of a post on LinkedIn."]
    await stage.fill(ANNA, {"Address of your post": "https://www.linkedin.com/posts/anna-1"})
    await stage.submit(ANNA)
    [share] = await scene.store.run(lambda s: s.scalars(select(Share)).all())
    assert (share.evidence, share.address) == ("address", "https://www.linkedin.com/posts/anna-1")


async def test_posting_from_the_share_page_shows_in_the_chat(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Share")
    await scene.compose(ANNA, "LinkedIn", "Owls!")
    page = await scene.post_from_page(ANNA, "LinkedIn", "https://www.linkedin.com/posts/anna-2")
    assert "Thank you for sharing on LinkedIn!" in page
    await scene.soon()
    told = await stage.reads(ANNA)
    assert "Shared: What an owl taught us" in told and "First share" in told


async def test_undo_takes_the_points_back(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Share")
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    await stage.press(ANNA, "Undo")
    assert "Our blades are quieter now." in await stage.reads(ANNA)
    points = await scene.store.run(lambda s: [entry.points for entry in s.scalars(select(LedgerEntry))])
    assert points and sum(points) == 0


async def test_the_text_can_be_changed_in_chat(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Share")
    await stage.press(ANNA, "Change the text")
    await stage.fill(ANNA, {"Your text": "In my own words & <more>"})
    await stage.submit(ANNA)
    assert "In my own words & <more>" in await stage.reads(ANNA)


async def test_skip_takes_one_tap_for_the_reason(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Skip")
    assert "Would you say why?" in await stage.reads(ANNA)
    await stage.press(ANNA, "Too salesy")
    assert "that helps" in await stage.reads(ANNA)
    await stage.press(ANNA, "Undo")
    assert "Our blades are quieter now." in await stage.reads(ANNA)


async def test_later_asks_when_and_comes_back(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(ANNA, "Later")
    await stage.press(ANNA, "In an hour")
    assert "It comes back on" in await stage.reads(ANNA)
    await scene.later(hours=1)
    assert "Our blades are quieter now." in await stage.reads(ANNA)
    await stage.press(ANNA, "Share")
    assert "Your text" in await stage.reads(ANNA) or "My colleagues asked an owl." in await stage.reads(ANNA)


async def test_leaving_is_one_tap_and_silent_from_then_on(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await champion_posts(scene)
    await scene.rounds.make("plan")
    await stage.press(ANNA, "Leave")
    assert "You have left" in await stage.reads(ANNA)
    said = len(await stage.transcript(ANNA))
    await scene.later(hours=24)
    assert len(await stage.transcript(ANNA)) == said
    assert await scene.store.run(lambda s: s.get_one(Person, (scene.workspace, ANNA)).joined) is False


async def test_a_break_lasts_until_a_day(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "pause until 2 January")
    assert "2 January 2027" in await stage.reads(ANNA)
    await stage.press(ANNA, "Resume now")
    assert "Good to have you back" in await stage.reads(ANNA)
    await stage.command(ANNA, "pause until the cows come home")
    assert "is not a day in the future" in await stage.reads(ANNA)


async def test_settings_show_the_current_choices_and_change_them(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "settings")
    form = stage.form(ANNA)
    assert form is not None and form.title == "Your settings"
    await stage.fill(ANNA, {"Not before": "08:00", "Not after": "07:00"})
    await stage.submit(ANNA)
    assert await stage.errors(ANNA) == ["This should be later than “Not before”."]
    await stage.fill(ANNA, {"Not after": "12:00"})
    await stage.submit(ANNA)
    assert "08:00–12:00" in await stage.reads(ANNA)


async def test_home_leads_everywhere(scene: Scene):
    stage = scene.stage
    await stage.open_home(ANNA)
    assert "It is voluntary" in await stage.reads(ANNA, "home")
    await stage.press(ANNA, "Join", "home")
    await stage.submit(ANNA)
    await stage.open_home(ANNA)
    assert "Hello Anna" in await stage.reads(ANNA, "home")
    await stage.press(ANNA, "Leave", "home")
    await stage.open_home(ANNA)
    assert "It is voluntary" in await stage.reads(ANNA, "home")


async def test_an_invitation_is_one_message_with_a_button(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, f"invite {mention(scene, BOB)}")
    await scene.soon()
    await scene.later(minutes=30)  # Teams tells no time zone of somebody who was only mentioned
    assert "Anna invites you" in await stage.reads(BOB)
    await stage.press(BOB, "Join")
    await stage.submit(BOB)
    assert "Welcome, Bob!" in await stage.reads(BOB)


async def test_heraut_speaks_dutch_to_people_who_read_dutch(scene: Scene):
    stage = scene.stage
    await stage.command(JAN, "meedoen")
    form = stage.form(JAN)
    assert form is not None and form.title != "Join Heraut"
    await stage.submit(JAN)
    assert "Welkom, Jan" in await stage.reads(JAN)


async def test_an_unknown_word_gets_help(scene: Scene):
    await scene.stage.command(BOB, "zebra")
    assert "[Help]" in await scene.stage.reads(BOB)
    await scene.stage.command(BOB, "")
    assert typed(scene, "leave") in await scene.stage.reads(BOB)
    await scene.stage.command(BOB, "jion")
    assert scene.stage.form(BOB)  # a slip of the finger


async def test_a_card_that_was_stopped_in_the_meantime_says_so(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await stage.press(CARL, "Stop")
    await scene.soon()
    assert "no longer offered" in await stage.reads(ANNA)
