"""What people type, on every platform: a mistake answered with buttons, a sentence, another language."""

from models import Person
from tests.journeys.acts import ANNA, joins
from tests.journeys.scene import Scene


async def anna(scene: Scene) -> Person:
    return await scene.store.run(lambda s: s.get_one(Person, (scene.workspace, ANNA)))


async def test_a_mistake_is_answered_with_buttons_and_pressed(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "unsubscibe")
    assert "Heraut has changed nothing yet." in await stage.reads(ANNA)
    assert (await anna(scene)).left_at is None
    await stage.press(ANNA, "Leave")
    assert (await anna(scene)).left_at is not None


async def test_a_sentence_that_would_leave_is_answered_with_buttons(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "please stop sending me messages")
    assert "Heraut has changed nothing yet." in await stage.reads(ANNA)
    assert (await anna(scene)).left_at is None


async def test_a_sentence_that_plainly_pauses_does(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "can you pause this until monday")
    assert (await anna(scene)).paused_until is not None


async def test_the_chosen_language_stays(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "language nl")
    assert "Vanaf nu spreekt Heraut Nederlands met je." in await stage.reads(ANNA)
    await stage.command(ANNA, "help")
    assert "Wat je kunt doen" in await stage.reads(ANNA)
    await stage.command(ANNA, "taal")
    await stage.press(ANNA, "Zoals mijn chat")
    assert (await anna(scene)).language == ""


async def test_the_language_is_chosen_in_the_settings_too(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "settings")
    await stage.fill(ANNA, {"In which language should Heraut speak to you?": "Nederlands"})
    await stage.submit(ANNA)
    assert "Je instellingen zijn opgeslagen" in await stage.reads(ANNA)
    await stage.command(ANNA, "instellingen")
    await stage.fill(ANNA, {"In welke taal zal Heraut met je praten?": "Zoals mijn chat"})
    await stage.submit(ANNA)
    assert "Your settings are saved" in await stage.reads(ANNA)
    assert (await anna(scene)).language == ""
