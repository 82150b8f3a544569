"""Deliver messages: claim what is due, wait for its turn, review it, send it once, record the outcome."""

import asyncio
import logging
import math
from collections.abc import Coroutine, Mapping
from functools import partial
from itertools import groupby

from handlers.core.interaction import Elapsed, Now
from handlers.core.messenger import Messenger, Throttled
from handlers.outbox import claims, outcomes, review
from handlers.outbox import doubts as settling
from handlers.outbox.claims import AHEAD, BATCH, LEASE, Turn
from handlers.outbox.outcomes import Failed, Outcome, Ready
from handlers.outbox.send_guard import CHECK
from handlers.outbox.spacing import Spacing
from models.store import Store, Unavailable

log = logging.getLogger("heraut")

IN_FLIGHT = 64  # calls at once
TOGETHER = 20  # groups per second: turns closer together than that are reviewed together
PATIENCE = 1.0  # seconds before the store is tried again


class Courier:
    """Carries messages from the store to the platforms. Several couriers may work on one store."""

    def __init__(self, store: Store, messengers: Mapping[str, Messenger], now: Now, elapsed: Elapsed) -> None:
        self._store = store
        self._messengers = messengers
        self._now = now
        self._elapsed = elapsed
        self._mine: set[tuple[str, str]] = set()  # claimed here and not finished
        self._held: dict[tuple[str, bool], float] = {}  # (workspace, new or change) → held until
        self._spacings: dict[str, Spacing] = {}  # by workspace, for platforms with a limit
        self._done: list[Outcome] = []
        self._recording = asyncio.Lock()
        self._over = False
        self.said = 0  # messages sent or changed so far

    def stop(self) -> None:
        """Claim nothing more. What has been claimed is finished."""
        self._over = True

    async def deliver(self) -> int:
        """Deliver until nothing is due. Returns how many messages were sent or changed."""
        before, running = self.said, set[asyncio.Task[None]]()
        try:
            while True:
                turns = await self._claim(min(BATCH, IN_FLIGHT - len(self._mine)))
                running |= {asyncio.create_task(work) for work in self._groups(turns)}
                if not running:
                    return self.said - before
                if not turns or len(self._mine) >= IN_FLIGHT:
                    first = asyncio.FIRST_COMPLETED  # with a time-out, so that one that hangs holds up nobody
                    done, running = await asyncio.wait(running, timeout=PATIENCE, return_when=first)
                    _raise(done)
        finally:
            if running:
                done, _ = await asyncio.wait(running)
                _raise(done)

    async def settle(self) -> None:
        """Find out whether messages in doubt have arrived."""
        mine = frozenset(self._mine)
        doubts = await self._store.run(partial(settling.doubts, now=self._now(), mine=mine))
        await asyncio.gather(*(self._settle(doubt) for doubt in doubts))

    async def _claim(self, most: int) -> list[tuple[Turn, float]]:
        """Turns, each with the `elapsed` time until which it may be sent: long before its lease ends."""
        if self._over or most <= 0:
            return []
        until = self._elapsed() + LEASE.total_seconds() / 2
        paces = {platform: messenger.per_second for platform, messenger in self._messengers.items()}
        turns = await self._store.run(partial(claims.claim, paces=paces, now=self._now(), most=most))
        self._mine |= {(turn.workspace, turn.key) for turn in turns}
        return [(turn, until) for turn in turns]

    def _groups(self, turns: list[tuple[Turn, float]]) -> list[Coroutine[None, None, None]]:
        """Group turns that come at the same time, so that they are reviewed together."""
        turns.sort(key=lambda pair: pair[0].at)
        groups = [list(pairs) for _, pairs in groupby(turns, key=lambda pair: round(pair[0].at.timestamp() * TOGETHER))]
        return [self._carry([turn for turn, _ in pairs], pairs[0][1]) for pairs in groups]

    async def _carry(self, turns: list[Turn], until: float) -> None:
        keys = [(turn.workspace, turn.key) for turn in turns]
        try:
            wait = min(turns[0].at - self._now(), AHEAD)  # limited, in case the clock was put back
            await asyncio.sleep(wait.total_seconds())
            await asyncio.gather(*(self._say(one, until) for one in await self._look(turns)))
        finally:
            self._mine.difference_update(keys)

    async def _look(self, turns: list[Turn]) -> list[Ready]:
        """The messages to send. If reviewing them together fails, each is reviewed alone, so that only one fails."""
        work = partial(review.review_claimed, claimed=turns, now=self._now())
        try:
            found = await outcomes.safely(self._store.run(work), turns[0].key)
        except Unavailable:
            await asyncio.gather(*(self._record(outcomes.unsaid(turn)) for turn in turns))
            return []
        if not isinstance(found, Failed):
            return found
        if len(turns) > 1:
            return [ready for turn in turns for ready in await self._look([turn])]
        await self._record(outcomes.try_again(turns[0], f"reference {found.reference}"))
        return []

    async def _say(self, ready: Ready, until: float) -> None:
        """Send a message once, and record what became of it."""
        if spacing := self._spacing(ready):
            await spacing.turn()
        CHECK.set(partial(self._check, ready, until))  # for this task alone
        said = await outcomes.safely(outcomes.say(self._messengers[ready.platform], ready), ready.key)
        outcome = outcomes.try_again(ready, f"reference {said.reference}") if isinstance(said, Failed) else said
        if outcome.held:
            self._held[ready.workspace, ready.ref is None] = self._elapsed() + (outcome.wait or 0)
        self.said += outcome.state == "sent"
        await self._record(outcome)

    def _spacing(self, ready: Ready) -> Spacing | None:
        """The workspace's spacing, because messages whose turns were apart may bunch up. None if there is no limit."""
        per_second = self._messengers[ready.platform].per_second
        if ready.workspace not in self._spacings and not math.isinf(per_second):
            self._spacings[ready.workspace] = Spacing(per_second, self._elapsed)
        return self._spacings.get(ready.workspace)

    def _check(self, ready: Ready, until: float) -> None:
        """Raises Throttled if the lease may have passed to another process, or the platform has asked us to wait."""
        now = self._elapsed()
        wait = self._held.get((ready.workspace, ready.ref is None), 0.0) - now
        if now >= until or wait > 0:
            raise Throttled(max(wait, 0.0), alone=True)

    async def _settle(self, doubt: settling.Doubt) -> None:
        messenger = self._messengers.get(doubt.platform)
        if messenger:
            await self._record(await settling.settle_doubt(messenger, doubt))

    async def _record(self, outcome: Outcome) -> None:
        """Record outcomes in batches. Retries until the store has them, because they are known nowhere else."""
        self._done.append(outcome)
        async with self._recording:
            await asyncio.sleep(0)  # so that all that has come back by now shares one transaction
            batch, self._done = self._done, []
            while batch:
                try:
                    await self._store.run(partial(outcomes.record_outcomes, batch=tuple(batch), now=self._now()))
                    batch = []
                except Unavailable as problem:
                    if self._over:
                        raise
                    log.warning("%d results wait for the store: %s", len(batch), problem)
                    await asyncio.sleep(PATIENCE)


def _raise(done: set[asyncio.Task[None]]) -> None:
    for task in done:
        task.result()
