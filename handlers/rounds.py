"""What Heraut does by itself, again and again; any replica may make any round at any time."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from handlers import housekeeping
from handlers.core.interaction import Messenger, Now, ReadData
from handlers.outbox.courier import Courier, Elapsed
from handlers.planning import plan as planning
from handlers.planning.due import busy
from handlers.recognition import leaderboard
from handlers.sharing import verification
from models.store import Store

AT_ONCE = 2  # parts of a plan: so neither this process nor a database server waits for the other


async def nothing(_: str) -> None:
    """For where nobody looks."""


class Rounds:
    """The rounds of one Heraut: its store, its mouths, its clock. Each kind is made one at a time."""

    def __init__(
        self, store: Store, messengers: Mapping[str, Messenger], now: Now, elapsed: Elapsed, *, learns: bool = True
    ) -> None:
        self.store = store
        self.read: ReadData = nothing  # what public APIs say
        self.now = now
        self._learns = learns
        self._courier = Courier(store, messengers, now, elapsed)
        self._turns = {name: asyncio.Lock() for name in ("plan", "announce", "deliver", "settle", "verify", "tidy")}
        self._over = False

    async def plan(self) -> None:
        """Write the nudges that are due."""
        async with self._turns["plan"]:
            if self._over:
                return
            now, parts = self.now(), range(min(AT_ONCE, self.store.at_once))
            turns = OrderedDict.fromkeys(await self.store.run(partial(busy, now=now)))
            for problem in await asyncio.gather(*(self._plan(now, turns) for _ in parts), return_exceptions=True):
                if problem:
                    raise problem

    async def _plan(self, now: datetime, turns: OrderedDict[str, None]) -> None:
        """Workspace by workspace in turn, so that none waits for a large one; the last are shared by all parts."""
        while turns and not self._over:
            workspace = next(iter(turns))
            turns.move_to_end(workspace)
            more = await self.store.run(partial(planning.plan, now=now, workspace=workspace, learns=self._learns))
            if not more:
                turns.pop(workspace, None)

    async def announce(self) -> None:
        """Write the weekly messages that are due."""
        async with self._turns["announce"]:
            if self._over:
                return
            now = self.now()
            await self.store.run(lambda session: leaderboard.announce(session, now))

    async def deliver(self) -> None:
        """Say what is due."""
        async with self._turns["deliver"]:
            if self._over:
                return
            await self._courier.deliver()

    def busy(self, name: str) -> bool:
        """Whether that round is being made."""
        return self._turns[name].locked()

    async def settle(self) -> None:
        """Find out what became of what is in doubt."""
        async with self._turns["settle"]:
            if self._over:
                return
            await self._courier.settle()

    async def verify(self) -> None:
        """Look whether posts can be read, where anybody may look."""
        async with self._turns["verify"]:
            if not self._over:
                await verification.verify(self.store, self.read, self.now())

    async def tidy(self) -> None:
        """Forget the events that no platform will repeat any more."""
        async with self._turns["tidy"]:
            if self._over:
                return
            now = self.now()
            await self.store.run(lambda session: housekeeping.tidy(session, now))

    async def all(self) -> None:
        """One of each, in order."""
        for round_ in (self.plan, self.announce, self.settle, self.deliver, self.verify, self.tidy):
            await round_()

    async def stop(self) -> None:
        """Let the rounds that run come to their end; no other begins."""
        self._over = True
        self._courier.stop()
        for turn in self._turns.values():
            async with turn:
                pass
