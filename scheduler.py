"""When: the one clock, and what it starts."""

from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.rounds import Rounds


class Clock:
    """The one clock of a running Heraut. The playground moves it forward; nothing else does."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC) + self.ahead


def schedule(rounds: Rounds) -> AsyncIOScheduler:
    """Ticks in UTC, kept in memory and made anew at each start: what has been done is known by the store alone."""
    ticks = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for round_, seconds in ((rounds.plan, 30), (rounds.announce, 60), (rounds.deliver, 1), (rounds.tidy, 3600)):
        ticks.add_job(round_, "interval", seconds=seconds, id=round_.__name__, next_run_time=datetime.now(UTC))
    return ticks
