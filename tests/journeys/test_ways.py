"""The other ways to take part: react, answer a question, support, and a leader's thought."""

from collections.abc import Mapping

from sqlalchemy import select

from models import Content, Nudge, Share
from tests.journeys.acts import ANNA, BOB, CARL, JAN, MIRA, champion_posts, joins, makes_champion, mention
from tests.journeys.scene import Scene

REACT = "Like or comment on colleagues’ posts"
CREATE = "Write a post of my own, when asked a question"
SUPPORT = "Only support: nothing to share comes to me, I help when I like"
QUESTION = "How do you like to take part?"
ASKED = "What do you ask of colleagues?"


async def champion_asks(scene: Scene, way: str, fields: Mapping[str, object]) -> None:
    """Carl becomes a champion, chooses what to ask for, fills in what that needs, and publishes it."""
    stage = scene.stage
    await makes_champion(scene)
    await stage.command(CARL, "post")
    await stage.fill(CARL, {ASKED: way})
    await stage.submit(CARL)
    await stage.fill(CARL, {**fields})
    await stage.submit(CARL)
    await stage.press(CARL, "Publish")


async def asks_to_react(scene: Scene) -> None:
    fields = {
        "Address of the post": "https://www.linkedin.com/posts/noor-1",
        "Whose post is it, and about what?": "Noor about the new blades",
    }
    await champion_asks(scene, "React to a colleague’s post", fields)


async def asks_a_question(scene: Scene) -> None:
    await champion_asks(
        scene, "Answer a question, in a post of their own", {"Your question": "What surprised you at the fair?"}
    )


async def test_people_who_only_react_are_never_asked_to_share(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await joins(scene, ANNA, **{QUESTION: (REACT,)})
    said = await stage.transcript(ANNA)
    await scene.soon()
    assert await stage.transcript(ANNA) == said
    await stage.command(MIRA, f"champion {mention(scene, CARL)}")  # not here any more, but again in what follows
    await asks_to_react(scene)
    await stage.command(ANNA, "next")
    card = await stage.reads(ANNA)
    assert "Noor about the new blades" in card and "I liked it" in card
    await stage.press(ANNA, "I commented")
    assert "You commented. Thank you!" in await stage.reads(ANNA)
    await stage.press(ANNA, "Undo")
    assert "I liked it" in await stage.reads(ANNA)
    await stage.press(ANNA, "I liked it")
    [nudge] = await scene.store.run(lambda s: s.scalars(select(Nudge)).all())
    assert (nudge.answer, nudge.reason) == ("react", "like")


async def test_a_question_becomes_a_post_of_ones_own(scene: Scene):
    stage = scene.stage
    await asks_a_question(scene)
    await joins(scene, ANNA, **{QUESTION: (CREATE,)})
    await scene.soon()
    assert "What surprised you at the fair?" in await stage.reads(ANNA)
    await stage.press(ANNA, "Write an answer")
    await stage.fill(ANNA, {"In your own words": "That nobody came for the free pens."})
    await stage.submit(ANNA)
    assert "That nobody came for the free pens." in await stage.reads(ANNA)
    assert await scene.compose(ANNA, "LinkedIn", "Nobody came for free pens.") == "https://www.linkedin.com/feed/"
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    assert "Thank you for sharing on LinkedIn!" in await stage.reads(ANNA)
    [share] = await scene.store.run(lambda s: s.scalars(select(Share)).all())
    assert (share.state, share.evidence, share.text) == ("posted", "opened", "Nobody came for free pens.")


async def test_a_supporter_answers_a_question_for_the_champions(scene: Scene):
    stage = scene.stage
    await joins(scene, BOB, **{QUESTION: (SUPPORT,)})
    await asks_a_question(scene)
    said = await stage.transcript(BOB)
    await scene.later(hours=3)
    assert await stage.transcript(BOB) == said
    await stage.command(BOB, "questions")
    await stage.press(BOB, "Write an answer")
    await stage.fill(BOB, {"In your own words": "The silence at our stand."})
    await stage.submit(BOB)
    assert "The champions have your answer" in await stage.reads(BOB)
    await scene.soon()
    await stage.press(CARL, "Approve")
    await scene.soon()
    assert any("will make something of your answer" in said for said in await stage.transcript(BOB))
    found = await scene.store.run(lambda s: s.scalars(select(Content).where(Content.author == BOB)).one())
    assert (found.state, found.url) == ("draft", "")


async def test_a_leaders_thought_goes_from_rough_to_posted(scene: Scene):
    stage = scene.stage
    await makes_champion(scene)
    await joins(scene, ANNA)
    await stage.command(ANNA, "thought what struck me, nobody asked about the price")
    assert "The champions have it." in await stage.reads(ANNA)
    await scene.soon()
    await scene.later(minutes=30)
    assert "nobody asked about the price" in await stage.reads(CARL)
    await stage.press(CARL, "I will write it up")
    await stage.press(CARL, "Write the text")
    await stage.fill(CARL, {"The text": "Nobody asked about the price."})
    await stage.submit(CARL)
    await scene.soon()
    assert "Nobody asked about the price." in await stage.reads(ANNA)
    await stage.press(ANNA, "Change the text")
    await stage.fill(ANNA, {"Your text": "Not one question about price."})
    await stage.submit(ANNA)
    await stage.press(ANNA, "Post it")
    assert await scene.compose(ANNA, "LinkedIn", "Not one question.") == "https://www.linkedin.com/feed/"
    await stage.press(ANNA, "I posted it")
    await stage.submit(ANNA)
    assert "Thank you for sharing on LinkedIn!" in await stage.reads(ANNA)
    await scene.soon()
    assert "Anna posted it." in await stage.reads(CARL)


async def test_a_longer_message_opens_the_thought_form_in_dutch_too(scene: Scene):
    stage = scene.stage
    await joins(scene, JAN)
    await stage.command(JAN, "Wat me gisteren opviel op de beurs was de stilte")
    form = stage.form(JAN)
    assert form is not None and form.title == "Een gedachte van jou"
