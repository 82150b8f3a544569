"""What Heraut does by itself, again and again; any replica may make any round at any time."""

import asyncio
from collections.abc import Mapping

from handlers.core.feature import features_of, once
from handlers.core.interaction import Elapsed, Messenger, Now, ReadData
from handlers.core.surfaces import Round, RoundContext
from handlers.outbox.courier import Courier
from models.store import Store


async def nothing(_: str) -> None:
    """For where nobody looks."""


class Rounds:
    """The rounds of one Heraut: what its features registered, and the outbox's own. Each is made one at a time."""

    def __init__(self, store: Store, messengers: Mapping[str, Messenger], now: Now, elapsed: Elapsed) -> None:
        self.store = store
        self.read: ReadData = nothing  # what public APIs say
        self.now = now
        self._courier = Courier(store, messengers, now, elapsed)
        own = {"settle": Round(10, self._settle, 30), "deliver": Round(1, self._deliver, 40)}
        found = once([*features_of(store.info).rounds.items(), *own.items()])
        self.each: Mapping[str, Round] = dict(sorted(found.items(), key=lambda one: one[1].place))
        self._turns = {name: asyncio.Lock() for name in self.each}
        self._over = False

    async def make(self, name: str) -> None:
        """Make that round, once the one that is being made has ended. Raises KeyError for a name nobody registered."""
        round_ = self.each[name]
        async with self._turns[name]:
            if not self._over:
                await round_.work(RoundContext(self.store, self.now, self.read, lambda: self._over))

    async def deliver(self) -> None:
        """Say what is due."""
        await self.make("deliver")

    async def settle(self) -> None:
        """Find out what became of what is in doubt."""
        await self.make("settle")

    async def all(self) -> None:
        """One of each, in order."""
        for name in self.each:
            await self.make(name)

    def busy(self, name: str) -> bool:
        """Whether that round is being made."""
        return self._turns[name].locked()

    async def stop(self) -> None:
        """Let the rounds that run come to their end; no other begins."""
        self._over = True
        self._courier.stop()
        for turn in self._turns.values():
            async with turn:
                pass

    async def _deliver(self, _: RoundContext) -> None:
        await self._courier.deliver()

    async def _settle(self, _: RoundContext) -> None:
        await self._courier.settle()
