"""When: the one clock, and what it starts."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.core.interaction import Unavailable
from handlers.rounds import Rounds

STEP = timedelta(minutes=30)  # the playground's time moves in such steps, so that nothing is passed over

BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock:
    """The one clock of a running Heraut. The playground moves it forward; nothing else does."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC) + self.ahead

    def elapsed(self) -> float:
        """Seconds since some moment: they only grow, and on Linux also while the machine sleeps."""
        return time.clock_gettime(BOOT)


class PlaygroundClock:
    """Moves a playground's time forward, and does on the way what falls due."""

    def __init__(self, clock: Clock, rounds: Rounds, zone: str) -> None:
        self.now = clock.now
        self._clock = clock
        self._rounds = rounds
        self._zone = ZoneInfo(zone)

    async def at(self, moment: datetime) -> None:
        """It is `moment` now."""
        self._clock.ahead = moment - datetime.now(UTC)
        await self._rounds.all()

    async def forward(self, step: str, /) -> None:
        """An hour, a day, or to the morning of next Monday."""
        here = self.now().astimezone(self._zone)
        days = {"hour": 0, "day": 1, "monday": 7 - here.weekday()}[step]
        end = here + (timedelta(days=days) or timedelta(hours=1))
        if step == "monday":
            end = end.replace(hour=9, minute=30, second=0)
        while self.now() < end:
            await self.at(min(self.now() + STEP, end.astimezone(UTC)))


def workday(now: datetime, zone: str) -> datetime:
    """Where a playground begins: ten o'clock on the last Wednesday, so that there is a week before and after."""
    here = now.astimezone(ZoneInfo(zone))
    return (here - timedelta(days=(here.weekday() - 2) % 7)).replace(hour=10, minute=0, second=0, microsecond=0)


@asynccontextmanager
async def ticking(rounds: Rounds) -> AsyncIterator[None]:
    """The clock runs; at the end it stops, once the rounds that run have ended."""
    ticks = schedule(rounds)
    ticks.start()
    try:
        yield
    finally:
        ticks.pause()
        await rounds.stop()
        ticks.shutdown(wait=False)


def _patient(round_: Callable[[], Awaitable[None]], rounds: Rounds) -> Callable[[], Awaitable[None]]:
    """The round; nothing while one is made, or the store is away, which says so itself: the next tick tries again."""

    async def made() -> None:
        if not rounds.busy(round_.__name__):
            with suppress(Unavailable):
                await round_()

    return made


def schedule(rounds: Rounds) -> AsyncIOScheduler:
    """Ticks in UTC, kept in memory and made anew at each start: what has been done is known by the store alone."""
    ticks = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None}
    )
    often = {
        rounds.plan: 30,
        rounds.announce: 60,
        rounds.deliver: 1,
        rounds.settle: 10,
        rounds.verify: 60,
        rounds.tidy: 3600,
    }
    for round_, seconds in often.items():
        name, now = round_.__name__, datetime.now(UTC)
        ticks.add_job(_patient(round_, rounds), "interval", seconds=seconds, id=name, name=name, next_run_time=now)
    return ticks
