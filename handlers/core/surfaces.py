"""What a feature shows and does of itself, beside its actions: rounds."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.core.interaction import Now, ReadData
from models.store import Store


class RoundContext(NamedTuple):
    """What a round works with."""

    store: Store
    now: Now
    read: ReadData  # what public APIs say
    over: Callable[[], bool]  # whether Heraut is stopping: a long round then ends early


class Round(NamedTuple):
    """What Heraut does by itself, again and again. Any replica may do it at any time."""

    seconds: int  # from one to the next
    work: Callable[[RoundContext], Awaitable[None]]
    place: int  # where one of each is made in order, they are sorted by it


def one_piece(work: Callable[[Session, datetime], object]) -> Callable[[RoundContext], Awaitable[None]]:
    """A round that is one transaction."""

    async def done(context: RoundContext) -> None:
        now = context.now()
        await context.store.run(lambda session: work(session, now))

    return done
