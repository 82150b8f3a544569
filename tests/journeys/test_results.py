"""What became of content: champions see it, and managers take it along as a file."""

from sqlalchemy import insert, select

from handlers.calendar.localtime import local_date
from handlers.core.anonymity import FEWEST
from handlers.encryption.signatures import seal
from handlers.figures.release import release
from handlers.results.results import CHART
from models import Content, Total
from models.total import COUNTS
from tests.journeys.acts import ANNA, CARL, MIRA, champion_posts
from tests.journeys.scene import Scene

WHERE = {"week": "2026-W10", "team": "Sales"}


async def counted(scene: Scene) -> str:
    """Make a lot happen. Returns the content it happened with."""
    content = await scene.store.run(lambda s: s.execute(select(Content.id)).scalar_one())
    here = {**dict.fromkeys(COUNTS, 0), **WHERE, "workspace": scene.workspace, "content": content}
    posts = {"posts_clicked": 51, "clicks": 143}
    nudged = {**here, "network": "", "nudged": 412, "opened": 98, "shared": 51, **posts}
    posted = {**here, "team": "", "network": "linkedin", "opened": 98, **posts}
    await scene.store.run(lambda s: s.execute(insert(Total), [nudged, posted]))
    await scene.store.run(lambda s: release(s, scene.workspace, local_date(scene.now(), "UTC"), FEWEST))
    return content


async def test_a_champion_sees_what_became_of_content(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    content = await counted(scene)
    await stage.command(CARL, "content")
    await stage.press(CARL, "Results")
    card = await stage.reads(CARL)
    assert "Shared: 51 of 412 (12%, between 10% and 16%)" in card and "Clicks of people: 143, on 51 posts" in card
    await stage.press(CARL, "All results")
    assert "By week" not in await stage.reads(CARL)  # one week alone leaves nothing to compare
    token = await scene.store.run(lambda s: seal(s, CHART, scene.workspace, content, "en", ""))
    status, kind, body = await scene.fetch(f"{scene.address}/charts/{token}.png")
    assert (status, kind, body[:4]) == (200, "image/png", b"\x89PNG")
    assert (await scene.fetch(f"{scene.address}/charts/{token[:-2]}.png"))[0] == 404


async def test_a_manager_downloads_the_figures(scene: Scene):
    stage = scene.stage
    await champion_posts(scene)
    await counted(scene)
    await stage.command(ANNA, "export")
    assert "Only programme managers can do this." in await stage.reads(ANNA)
    await stage.command(MIRA, "value 3.50 EUR a click")
    await stage.command(MIRA, "results")
    assert "143 clicks × €3.50 = €500.50." in await stage.reads(MIRA)
    await stage.press(MIRA, "Export")
    assert "These links are for you alone" in await stage.reads(MIRA)
    links = {kind: await stage.link(MIRA, kind) for kind in ("CSV", "XLSX")}
    status, kind, body = await scene.fetch(links["CSV"])
    assert (status, kind) == (200, "text/csv") and "Sales" in body.decode()
    assert (await scene.fetch(links["XLSX"]))[2].startswith(b"PK")
    await scene.later(minutes=31)
    assert (await scene.fetch(links["CSV"]))[0] == 404
