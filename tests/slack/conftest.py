"""A clock, and Anna and Bram on Slack."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from handlers.core.interaction import Answer
from models.store import Store
from tests.journeys.acts import champion_posts, joins
from tests.journeys.scene import Scene, on_slack
from tests.stages.slack.house import House, slack_house
from tests.stages.slack.stage import SlackStage
from tests.support.clock import Clock

ANNA, BRAM, GENERAL = "U1", "U2", "C1"
Play = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def play(clock: Clock) -> Play:
    """`async with play(script.answer) as house`: a running app that answers so, and people to play with."""

    @asynccontextmanager
    async def playing(answer: Answer, *, socket: bool = False, grid: str = "") -> AsyncIterator[House]:
        async with slack_house(answer, clock, socket=socket, grid=grid) as house:
            house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
            house.stage.person(BRAM, "Bram", admin=True)
            house.stage.channel(GENERAL, "general")
            yield house

    return playing


@pytest.fixture
async def scene(store: Store) -> AsyncIterator[Scene]:
    """A whole Heraut, on a Wednesday at ten: Anna has joined, and a nudge is on its way to her."""
    async with on_slack(store, lambda: pytest.fail("no browser here")) as scene:
        await champion_posts(scene)
        await joins(scene, ANNA)
        yield scene


@pytest.fixture
def stage(scene: Scene) -> SlackStage:
    assert isinstance(scene.stage, SlackStage)
    return scene.stage
