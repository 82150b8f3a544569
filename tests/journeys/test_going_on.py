"""Somebody who ignores nudges is asked how to go on, and answers; settings keep their days off."""

import pytest

from handlers.planning.pace import ask_pace
from models import Person
from tests.journeys.acts import ANNA, champion_posts, joins
from tests.journeys.scene import Scene


async def asked(scene: Scene) -> None:
    """Anna has ignored three nudges, and the question is on its way."""
    await champion_posts(scene)
    await joins(scene, ANNA)
    await scene.soon()
    await scene.store.run(lambda session: ask_pace(session, scene.workspace, {ANNA: scene.now()}, scene.now()))
    await scene.later(days=1)


@pytest.mark.parametrize(
    ("press", "then"), [("Keep", "You get something 2 times a week at most."), ("Fewer", "once a week at most.")]
)
async def test_the_question_is_answered_with_one_tap(scene: Scene, press: str, then: str):
    await asked(scene)
    assert "How shall we go on?" in await scene.stage.reads(ANNA)
    await scene.stage.press(ANNA, press)
    assert then in await scene.stage.reads(ANNA)
    person = await scene.store.run(lambda s: s.get_one(Person, (scene.workspace, ANNA)))
    assert person.checked_at is None


async def test_settings_keep_holidays_days_off_and_team(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "settings")
    await stage.fill(ANNA, {"Not on public holidays of": "Atlantis", "Days off": "5 May", "Your team": "Design"})
    await stage.submit(ANNA)
    assert await stage.errors(ANNA) == ["Try a country, such as NL or Germany, or a part of one, such as DE-BY."]
    await stage.fill(ANNA, {"Not on public holidays of": "Germany, Bayern"})
    await stage.submit(ANNA)
    assert "not on public holidays: Germany (BY)" in await stage.reads(ANNA)
    person = await scene.store.run(lambda s: s.get_one(Person, (scene.workspace, ANNA)))
    assert (person.country, person.team, person.days) == ("DE-BY", "Design", 31)
