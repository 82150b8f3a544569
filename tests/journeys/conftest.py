"""Every journey is written once and played on every platform."""

from collections.abc import AsyncIterator

import pytest

from handlers.features import open_store
from tests.journeys.scene import Scene, on_slack, on_teams, on_web
from tests.support.seen import crowded

PLATFORMS = {"slack": on_slack, "teams": on_teams, "web": on_web}


@pytest.fixture(params=["slack", "teams", "web"])
async def scene(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Scene]:
    """A complete Heraut, with people who have not joined yet."""
    store = open_store(sqlite_url)
    platform = PLATFORMS[request.param]
    async with platform(store, lambda: request.getfixturevalue("browser")) as scene:
        scene.name = request.node.originalname
        yield scene
    assert crowded(scene.seen) == [], "a card shows four buttons at most; the rest is in its menu"
    store.close()
