"""People may install, remove, block or unblock Heraut: it never writes to them against their will."""

from functools import partial

import pytest

from bot.teams.connect import Teams
from handlers import answer
from handlers.core.workspaces import known_workspace
from handlers.features import open_store
from handlers.platforms.references import References
from tests.journeys.acts import ANNA, BOB, CARL, champion_posts, joins
from tests.journeys.scene import on_teams
from tests.stages.teams.login import TENANT
from tests.support.script import MARK
from tests.teams.conftest import NEWS

NUDGE, MEANWHILE, AGAIN = "Our blades are quieter now.", "Meanwhile.", "It goes on."


@pytest.fixture
async def scene(sqlite_url):
    """Carl has posted, Anna and Bob have joined, and nobody was nudged yet."""
    store = open_store(sqlite_url)
    async with on_teams(store, pytest.fail) as scene:
        await champion_posts(scene)
        for who in (ANNA, BOB):
            await joins(scene, who)
        yield scene
    store.close()


def written(scene, who=ANNA):
    """What Teams answered to all messages to one person."""
    return [call.status for call in scene.stage.double.calls if call.conversation == f"a:{who}"]


async def reads(scene, who, words):
    """Whether a message has these words. Home, which greets by name, is no message."""
    said = await scene.stage.transcript(who)
    return any(words in card for card in said if not card.startswith("Hello "))


async def carl_posts(scene, why):
    await scene.stage.command(CARL, f"post {scene.url}?{len(why)}")
    texts = {"Suggested text 1": "More.", "Suggested text 2": "And more."}
    await scene.stage.fill(CARL, {"Why is it worth sharing?": why, **texts})
    await scene.stage.submit(CARL)
    await scene.stage.press(CARL, "Publish")


async def hears_again(scene, missed):
    """A missed nudge waits until she asks; a new one comes by itself."""
    assert not await reads(scene, ANNA, missed)
    await scene.stage.command(ANNA, "next")
    assert await reads(scene, ANNA, missed)
    await carl_posts(scene, AGAIN)
    await scene.later(days=7)
    assert await reads(scene, ANNA, AGAIN)


async def test_a_person_who_removed_the_app_is_not_tried_and_finds_the_settings_on_return(scene):
    stage, wish = scene.stage, "How often at most?"
    await stage.command(ANNA, "settings")
    await stage.fill(ANNA, {wish: "3 times a week"})
    await stage.submit(ANNA)
    before = written(scene)
    await stage.installs(ANNA, added=False)
    await scene.later(days=3)
    assert written(scene) == before  # not even tried
    assert await reads(scene, BOB, NUDGE)
    await stage.installs(ANNA)
    assert "Hello Anna" in await stage.reads(ANNA)
    await stage.command(ANNA, "settings")
    assert stage.form(ANNA).inputs[wish] == "3 times a week"
    await stage.press(ANNA, "Cancel")
    await hears_again(scene, NUDGE)


async def test_a_person_who_blocks_heraut_is_tried_once_and_then_left_alone_until_they_write(scene):
    anna = scene.stage.double.people[ANNA]
    anna.blocking = True
    before = written(scene)
    await scene.later(days=3)
    await carl_posts(scene, MEANWHILE)
    await scene.later(days=4)
    assert written(scene) == [*before, 403]
    assert await reads(scene, BOB, NUDGE) and await reads(scene, BOB, MEANWHILE)
    anna.blocking = False
    await scene.later(days=3)
    assert written(scene) == [*before, 403]
    await scene.stage.command(ANNA, "me")
    await hears_again(scene, MEANWHILE)


async def test_a_person_who_has_not_joined_is_greeted_and_gets_nothing_more(scene):
    stage = scene.stage
    await stage.installs(CARL)
    for _ in range(2):
        await stage.installs("U5")
        await scene.later(days=7)
    assert written(scene, "U5") == [201, 201]


async def test_a_way_to_reach_somebody_survives_a_restart_and_is_refreshed_when_they_write(store, clock, play):
    await store.run(lambda session: known_workspace(session, TENANT, "teams", "Acme", clock()))
    does, book = partial(answered, store, clock), References(store, clock)
    for service in ("", "elsewhere"):
        async with play(does, book=book) as house:
            await house.stage.command(ANNA, "help")
            async with Teams(house.teams.settings, does, clock, book) as restarted:
                await restarted.messenger.send(TENANT, ANNA, NEWS, MARK)
            assert await house.stage.reads(ANNA) == "News\n[Share]", service


async def answered(store, clock, interaction):
    return await answer(store, interaction, clock())
