"""People about whom Slack did not answer: it is asked again, until it says who they are."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

from bot.slack.people import People
from handlers.core.interaction import Actor, Unavailable

log = logging.getLogger("heraut.slack")
EVERY = 60  # seconds
MOST = 50  # people at a time: Slack allows about as many questions a minute


class Profiles(Protocol):
    """Is told what Slack says about people by itself, and knows who it has not described yet."""

    async def told(self, actor: Actor) -> None: ...

    async def owed(self, workspace: str) -> Sequence[str]: ...


async def catch_up(people: People, profiles: Profiles, workspace: str) -> None:
    """Ask once more about everybody who is owed."""
    for person in (await profiles.owed(workspace))[:MOST]:
        actor = await people.actor(workspace, person)
        if not actor.owed:
            await profiles.told(actor)


async def again_and_again(work: Callable[[], Awaitable[None]]) -> None:
    """Until it is cancelled. While the store is away, which logs it itself, nothing is lost."""
    while True:
        with suppress(Unavailable):
            await work()
        await asyncio.sleep(EVERY)
