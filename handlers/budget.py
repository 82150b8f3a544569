"""When a person may be nudged: a pure function of their wishes, their recent nudges and the time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from handlers.localtime import at, local

WORKING_DAYS = range(5)  # Monday to Friday
SPREAD = 15  # minutes: so that a team is not pinged in the same minute


class Wishes(Protocol):
    """What of a person decides the time."""

    @property
    def person(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def joined_at(self) -> datetime | None: ...
    @property
    def weekly_most(self) -> int: ...
    @property
    def hours_from(self) -> int: ...
    @property
    def hours_to(self) -> int: ...


def due(wishes: Wishes, recent: Sequence[datetime], now: datetime) -> datetime | None:
    """When to nudge, if the time has come, else None. `recent`: the unasked nudges of the last seven days.

    Only on working days and inside the person's hours; at most `weekly_most` in seven days, one a day,
    and as evenly over the week as that allows. On the day of joining it comes at once, else up to 15
    minutes later, by person and day.
    """
    here = local(now, wishes.timezone)
    opens, closes = (at(here.date(), minutes, wishes.timezone) for minutes in (wishes.hours_from, wishes.hours_to))
    if here.weekday() not in WORKING_DAYS or not opens <= now < closes:
        return None
    if len(recent) >= wishes.weekly_most:
        return None
    if not recent and wishes.joined_at is not None and local(wishes.joined_at, wishes.timezone).date() == here.date():
        return now
    gap = timedelta(days=max(1, 7 // wishes.weekly_most))
    if recent and here.date() - local(max(recent), wishes.timezone).date() < gap:
        return None
    digest = blake2b(f"{wishes.person} {here.date()}".encode(), digest_size=2).digest()
    return min(now + timedelta(minutes=int.from_bytes(digest) % SPREAD), closes - timedelta(minutes=1))
