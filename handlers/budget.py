"""When a person may be nudged: a pure function of their wishes, their recent nudges and the time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from handlers.localtime import at, local_date

WORKING_DAYS = range(5)  # Monday to Friday
WEEK = timedelta(days=7)
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


def went_out(wishes: Wishes, planned: Sequence[datetime], last: datetime | None, now: datetime) -> list[datetime]:
    """The unasked nudges of the last seven days. The last counts from when it went out, where that was on a later day.

    Not on the same day: from week to week they would come later and later.
    """
    recent = sorted(planned)
    if last and (not recent or local_date(recent[-1], wishes.timezone) < local_date(last, wishes.timezone)):
        recent[-1:] = [last]
    return [one for one in recent if one > now - WEEK]


def due(wishes: Wishes, recent: Sequence[datetime], now: datetime) -> datetime | None:
    """When to nudge, if the time has come, else None. `recent`: the unasked nudges of the last seven days.

    Only on working days and inside the person's hours; at most `weekly_most` in seven days, one a day,
    and as evenly over the week as that allows. On the day of joining it comes at once, else up to 15
    minutes later, by person and day.
    """
    today = local_date(now, wishes.timezone)
    opens, closes = _hours(wishes, today)
    if today.weekday() not in WORKING_DAYS or not opens <= now < closes:
        return None
    if len(recent) >= wishes.weekly_most or (recent and today < _after_gap(wishes, recent)):
        return None
    if not recent and wishes.joined_at is not None and local_date(wishes.joined_at, wishes.timezone) == today:
        return now
    digest = blake2b(f"{wishes.person} {today}".encode(), digest_size=2).digest()
    return min(now + timedelta(minutes=int.from_bytes(digest) % SPREAD), closes - timedelta(minutes=1))


def next_look(wishes: Wishes, recent: Sequence[datetime], after: datetime) -> datetime:
    """The first moment from `after` on when `due` may say yes, if nothing else happens to the person.

    Never later than that moment: who is looked at only then misses nothing.
    """
    if len(recent) >= wishes.weekly_most:
        after = max(after, sorted(recent)[-wishes.weekly_most] + WEEK)
    day = local_date(after, wishes.timezone)
    day = max(day, _after_gap(wishes, recent)) if recent else day
    while True:
        opens, closes = _hours(wishes, day)
        look = max(opens, after)
        if day.weekday() in WORKING_DAYS and look < closes:
            return look
        day += timedelta(days=1)


def _hours(wishes: Wishes, day: date) -> tuple[datetime, datetime]:
    return at(day, wishes.hours_from, wishes.timezone), at(day, wishes.hours_to, wishes.timezone)


def _after_gap(wishes: Wishes, recent: Sequence[datetime]) -> date:
    """The first day after the last nudge that is not too soon."""
    return local_date(max(recent), wishes.timezone) + timedelta(days=max(1, 7 // wishes.weekly_most))
