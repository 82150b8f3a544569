"""The rounds that Heraut makes by itself, again and again. Any replica can make any round at any time."""

import asyncio
from collections.abc import Mapping

from handlers.core.interaction import Elapsed, Now, ReadData
from handlers.core.messenger import Messenger
from handlers.outbox.courier import Courier
from handlers.registry.feature import features_of
from handlers.registry.fetched import FetchFeed, nothing_fetched
from handlers.registry.once import once
from handlers.registry.surfaces import Round, RoundContext
from models.store import Store


async def nothing(_: str) -> None:
    """Read nothing from any address."""


class Rounds:
    """The rounds that features register, and the outbox's own. Two runs of the same round never overlap."""

    def __init__(self, store: Store, messengers: Mapping[str, Messenger], now: Now, elapsed: Elapsed) -> None:
        self.store = store
        self.read: ReadData = nothing  # reads public APIs
        self.fetch: FetchFeed = nothing_fetched
        self.now = now
        self._courier = Courier(store, messengers, now, elapsed)
        own = {"settle": Round(10, self._settle, 30), "deliver": Round(1, self._deliver, 40)}
        found = once([*features_of(store.info).rounds.items(), *own.items()])
        self.each: Mapping[str, Round] = dict(sorted(found.items(), key=lambda one: one[1].place))
        self._turns = {name: asyncio.Lock() for name in self.each}
        self._over = False

    async def make(self, name: str) -> None:
        """Make a round, after any run of it in progress. Raises `KeyError` for an unknown name."""
        round_ = self.each[name]
        async with self._turns[name]:
            if not self._over:
                await round_.work(RoundContext(self.store, self.now, self.read, lambda: self._over, self.fetch))

    async def deliver(self) -> None:
        """Send the messages that are due."""
        await self.make("deliver")

    async def settle(self) -> None:
        """Find out what became of messages in doubt."""
        await self.make("settle")

    async def all(self) -> None:
        """Make every round once, in order."""
        for name in self.each:
            await self.make(name)

    def busy(self, name: str) -> bool:
        """Whether the round is running."""
        return self._turns[name].locked()

    async def stop(self) -> None:
        """Wait for running rounds to end, and start no more."""
        self._over = True
        self._courier.stop()
        for turn in self._turns.values():
            async with turn:
                pass

    async def _deliver(self, _: RoundContext) -> None:
        await self._courier.deliver()

    async def _settle(self, _: RoundContext) -> None:
        await self._courier.settle()
