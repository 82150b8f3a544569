"""What runs dry is asked for, suggested, approved, and comes to colleagues with the name of a person who agreed."""

from tests.journeys.acts import ANNA, BOB, CARL, joins, makes_champion
from tests.journeys.scene import Scene

EVERYBODY = (ANNA, BOB, CARL, "U5", "U6", "U7")


async def test_from_a_dry_spell_to_a_piece_that_is_named_after_a_colleague(scene: Scene):
    stage = scene.stage
    await makes_champion(scene)
    for who in EVERYBODY:
        await joins(scene, who)
    await scene.later(minutes=30)
    dry = "\n".join(await stage.transcript(CARL))
    assert "Content runs dry" in dry and "English: half of its readers have nothing new left." in dry
    await stage.command(ANNA, "wanted")
    assert "Here colleagues soon have nothing new to share." in await stage.reads(ANNA)
    await stage.press(ANNA, "I have something for this")
    form = stage.form(ANNA)
    assert form is not None and "en" in str(form.inputs["For readers of"]).lower()
    named = "You may name me when something that I suggested is used"
    await stage.fill(ANNA, {"Address": scene.url, "Title": "What an owl taught us", named: True})
    await stage.submit(ANNA)
    assert "you will hear what they decide" in await stage.reads(ANNA)
    await scene.later(minutes=30)
    assert "Anna suggests this." in await stage.reads(CARL)
    await stage.press(CARL, "Approve")
    await stage.fill(CARL, {"Suggested text 1": "We asked an owl."})
    await stage.submit(CARL)
    assert "Approved by Carl." in await stage.reads(CARL)
    await scene.later(hours=2)  # Slack takes one message a second
    assert "Carl approved your suggestion" in "\n".join(await stage.transcript(ANNA))
    await stage.command(BOB, "next")
    offered = "\n".join(await stage.transcript(BOB))
    assert "Suggested by Anna." in offered and "Carl chose it on" in offered
    await stage.command(ANNA, "leave")
    await stage.command("U5", "next")
    assert "Suggested by Anna." not in await stage.reads("U5")
