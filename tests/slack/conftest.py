"""A clock, and Anna and Bram on Slack."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from handlers.core.interaction import Answer
from tests.slack.clock import Clock
from tests.stages.slack.house import House, slack_house

ANNA, BRAM, GENERAL = "U1", "U2", "C1"
Play = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def play(clock: Clock) -> Play:
    """`async with play(script.answer) as house`: a running app that answers so, and people to play with."""

    @asynccontextmanager
    async def playing(answer: Answer, *, socket: bool = False) -> AsyncIterator[House]:
        async with slack_house(answer, clock, socket=socket) as house:
            house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
            house.stage.person(BRAM, "Bram", admin=True)
            house.stage.channel(GENERAL, "general")
            yield house

    return playing
