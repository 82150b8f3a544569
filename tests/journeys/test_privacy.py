"""A person looks at their data, withdraws an agreement, takes all along, and is forgotten: on every platform."""

import io
from zipfile import ZipFile

from sqlalchemy import select, update

from models import Participation, Person, Reference, Workspace
from tests.journeys.acts import ANNA, champion_posts, joins
from tests.journeys.scene import Scene


async def test_from_looking_to_being_forgotten(scene: Scene):
    stage = scene.stage
    await scene.store.run(lambda s: s.execute(update(Workspace).values(address=scene.address)))
    await champion_posts(scene)
    await joins(
        scene, ANNA, **{"You may name me on the leaderboard, and when colleagues and I thank each other": "yes"}
    )
    await scene.soon()
    await stage.command(ANNA, "privacy")
    assert "What you agreed to and withdrew, and when" in await stage.reads(ANNA)
    await stage.press(ANNA, "What I agreed to")
    assert "My name on the leaderboard: yes." in await stage.reads(ANNA)
    await stage.press(ANNA, "Withdraw: My name on the leaderboard")
    assert "My name on the leaderboard: no." in await stage.reads(ANNA)
    rows = select(Participation.purpose).where(~Participation.agreed)
    assert await scene.store.run(lambda s: s.scalars(rows).all()) == ["named"]
    await stage.press(ANNA, "My data")
    await stage.press(ANNA, "Take it along")
    status, kind, body = await scene.fetch(await stage.link(ANNA, "Download"))
    assert (status, kind) == (200, "application/zip")
    with ZipFile(io.BytesIO(body)) as zipped:
        assert '"Name": "Anna"' in zipped.read("my-data.json").decode()
    await stage.command(ANNA, "forget me")
    assert "What you posted on networks" in await stage.reads(ANNA)
    await stage.press(ANNA, "Forget me now")
    assert "Heraut has forgotten you." in await stage.reads(ANNA)
    assert await scene.store.run(lambda s: s.get(Person, (scene.workspace, ANNA))) is None
    assert await scene.store.run(lambda s: s.get(Reference, (scene.workspace, ANNA))) is None
    await scene.later(days=2)
    assert await scene.store.run(lambda s: s.get(Person, (scene.workspace, ANNA))) is None
