"""Works-council mode and how long things are kept, as managers and employees see them on every platform."""

from models import Workspace
from tests.journeys.acts import ANNA, MIRA, joins
from tests.journeys.scene import Scene


async def test_a_manager_switches_works_council_mode_on_and_everybody_can_read_it(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(MIRA, "council on")
    assert "No figure is about fewer than eight people" in await stage.reads(MIRA)
    await stage.press(MIRA, "Switch it on")
    assert "switched works-council mode on" in await stage.reads(MIRA)
    assert await scene.store.run(lambda s: s.get_one(Workspace, scene.workspace).council_at is not None)
    await stage.command(ANNA, "council")
    assert "Works-council mode is on since" in await stage.reads(ANNA)
    await stage.press(MIRA, "Ask to switch it off")
    assert "Another manager has to agree" in await stage.reads(MIRA)
    await stage.press(MIRA, "Keep it on")
    assert "switched works-council mode on" in await stage.reads(MIRA)


async def test_a_manager_changes_how_long_things_are_kept(scene: Scene):
    stage = scene.stage
    await joins(scene, ANNA)
    await stage.command(ANNA, "retention")
    assert "The texts that people shared" in await stage.reads(ANNA)
    await stage.command(MIRA, "retention")
    await stage.press(MIRA, "Change")
    await stage.fill(MIRA, {"The texts that people shared": "90"})
    await stage.submit(MIRA)
    assert "90 days" in await stage.reads(MIRA)
