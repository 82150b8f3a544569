"""What is coming, read in the chat, in a calendar program and as a page, on every platform."""

import icalendar
from sqlalchemy import update

from models import Workspace
from tests.journeys.acts import ANNA, champion_posts, joins
from tests.journeys.scene import Scene


async def test_from_the_weeks_to_ones_own_calendar(scene: Scene):
    stage = scene.stage
    await scene.store.run(lambda s: s.execute(update(Workspace).values(address=scene.address)))
    await champion_posts(scene)
    await joins(scene, ANNA)
    await stage.command(ANNA, "calendar")
    shown = (await stage.transcript(ANNA))[-1]
    assert "What is coming" in shown and "New: What an owl taught us" in shown
    assert "International Women’s Day" in shown
    await stage.press(ANNA, "Later weeks")
    shown = (await stage.transcript(ANNA))[-1]
    assert "World Health Day" in shown and "International Women’s Day" not in shown
    await stage.press(ANNA, "In my own calendar")
    assert "shown this once" in await stage.reads(ANNA)
    page = await stage.link(ANNA, "Open as a page")
    status, kind, body = await scene.fetch(page)
    assert (status, kind) == (200, "text/html") and "International Women’s Day" in body.decode()
    status, kind, body = await scene.fetch(f"{page}.ics")
    assert (status, kind) == (200, "text/calendar")
    assert "New: What an owl taught us" in [str(one["summary"]) for one in icalendar.Calendar.from_ical(body).events]
    await stage.press(ANNA, "Change the address")
    assert (await scene.fetch(f"{page}.ics"))[0] == 404
    page = await stage.link(ANNA, "Open as a page")
    await stage.command(ANNA, "leave")
    assert (await scene.fetch(page))[0] == 404
