"""When: the one clock, and the rounds that it starts."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.calendar.zonedata import rules_of
from handlers.core.interaction import Unavailable
from handlers.rounds import Rounds

OFTEN = 60  # seconds between two runs of a round
# After a start people are answered before rounds are made, in their order: those of each minute, then the others.
OFTEN_AFTER, SELDOM_AFTER = timedelta(seconds=0.3), timedelta(seconds=5)
STEP = timedelta(minutes=30)  # the playground's time moves in steps this small, so that nothing is skipped

BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock:
    """The one clock of a running Heraut. The playground moves it forward; nothing else does."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC) + self.ahead

    def elapsed(self) -> float:
        """Seconds since a fixed moment. They never go back, and on Linux they also count while the machine sleeps."""
        return time.clock_gettime(BOOT)


class PlaygroundClock:
    """Moves a playground's time forward, and runs what falls due on the way."""

    def __init__(self, clock: Clock, rounds: Rounds, zone: str) -> None:
        self.now = clock.now
        self._clock = clock
        self._rounds = rounds
        self._zone = rules_of(zone)

    async def at(self, moment: datetime) -> None:
        """Set the time to `moment`, and run every round."""
        self._clock.ahead = moment - datetime.now(UTC)
        await self._rounds.all()

    async def forward(self, step: str, /) -> None:
        """Move forward by an hour, by a day, or to the morning of next Monday."""
        here = self.now().astimezone(self._zone)
        days = {"hour": 0, "day": 1, "monday": 7 - here.weekday()}[step]
        end = here + (timedelta(days=days) or timedelta(hours=1))
        if step == "monday":
            end = end.replace(hour=9, minute=30, second=0)
        while self.now() < end:
            await self.at(min(self.now() + STEP, end.astimezone(UTC)))


def workday(now: datetime, zone: str) -> datetime:
    """Where a playground begins: ten o'clock last Wednesday, so that there is a week before and after."""
    here = now.astimezone(rules_of(zone))
    return (here - timedelta(days=(here.weekday() - 2) % 7)).replace(hour=10, minute=0, second=0, microsecond=0)


@asynccontextmanager
async def ticking(rounds: Rounds) -> AsyncIterator[None]:
    """Run the clock. At the end, stop it once the running rounds have finished."""
    ticks = schedule(rounds)
    ticks.start()
    try:
        yield
    finally:
        ticks.pause()
        await rounds.stop()
        ticks.shutdown(wait=False)


def _patient(name: str, rounds: Rounds) -> Callable[[], Awaitable[None]]:
    """Run the round unless it is running already. If the store is away, which it logs, the next tick tries again."""

    async def made() -> None:
        if not rounds.busy(name):
            with suppress(Unavailable):
                await rounds.make(name)

    return made


def schedule(rounds: Rounds) -> AsyncIOScheduler:
    """Ticks in UTC, set up in memory at each start. Only the store knows what has been done."""
    ticks = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None}
    )
    for name, round_ in rounds.each.items():
        work, wait = _patient(name, rounds), SELDOM_AFTER if round_.seconds > OFTEN else OFTEN_AFTER
        first = datetime.now(UTC) + wait
        ticks.add_job(work, "interval", seconds=round_.seconds, id=name, name=name, next_run_time=first)
    return ticks
