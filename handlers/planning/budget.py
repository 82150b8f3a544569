"""The attention budget: when a person may be nudged, from their settings, earlier nudges and the time. Pure.

The rule in words, with examples: docs/nudging.md.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Literal, NamedTuple, Protocol

from handlers.calendar.availability import WorkingHours, first_shift, in_hours, rested
from handlers.calendar.localtime import at, local_date
from handlers.calendar.workdays import DAY
from models.nudge import NudgeAnswer

MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)
LONGEST = timedelta(weeks=4)  # the longest gap between two nudges
REMEMBERED = timedelta(weeks=26)  # before the last nudge; older ones do not count
ROW = 3  # nudges ignored in a row, after which Heraut asks how to go on
SPREAD = 30  # minutes, so that a team does not get its nudges in the same minute
BASES = {most: WEEK / most for most in range(1, 8)}  # the gap between nudges, by how many somebody wants a week


# What became of a nudge. `shared`: they had shared it already; `lost`: it did not arrive; `instead`: it was something
# else than content, so that no answer is expected; empty: no answer yet.
Became = Literal[NudgeAnswer, "shared", "lost", "instead", ""]


class Told(NamedTuple):
    """An unprompted nudge, or several in one digest: when it went out, and what became of it."""

    at: datetime
    answer: Became = ""


Counted = tuple[Became, datetime | None]  # what became of a nudge, and the deadline for an answer


class PaceWishes(WorkingHours, Protocol):
    """What decides when a person may be nudged."""

    @property
    def person(self) -> str: ...
    @property
    def joined_at(self) -> datetime | None: ...
    @property
    def weekly_most(self) -> int: ...
    @property
    def checked_at(self) -> datetime | None: ...
    @property
    def pace_from(self) -> datetime | None: ...


class Pace(NamedTuple):
    """A person's pace, as their answers have changed it."""

    gap: timedelta  # between two nudges
    ignored: int = 0  # the number of latest nudges ignored in a row

    @property
    def asks(self) -> bool:
        """Whether the next message asks how to go on, instead of a nudge."""
        return self.ignored >= ROW


def pace(wishes: PaceWishes, past: Sequence[Told], now: datetime) -> Pace:
    """The rule: ignoring or skipping doubles the gap, up to four weeks; a share halves it, down to the base."""
    return _pace(wishes, _counted(wishes, past), now)


def _pace(wishes: PaceWishes, counted: Sequence[Counted], now: datetime) -> Pace:
    base = gap = BASES[wishes.weekly_most]
    ignored = 0
    for answer, deadline in counted:
        match answer:
            case "share" | "react":
                gap, ignored = max(base, gap / 2) if gap > base else base, 0
            case "skip":
                gap, ignored = min(LONGEST, gap * 2), 0
            case "later" | "shared":
                ignored = 0
            case "" if deadline and now >= deadline:
                gap, ignored = min(LONGEST, gap * 2), ignored + 1
            case "" | "lost" | "instead":
                pass
    return Pace(base if ignored >= ROW else gap, ignored)


def answer_by(wishes: PaceWishes, told: Told) -> datetime:
    """When an unanswered nudge begins to count as ignored: the end of the person's next working day."""
    next_day = local_date(told.at, wishes.timezone) + DAY
    shift = first_shift(wishes, next_day)
    return shift.closes if shift else at(next_day, wishes.hours_to, wishes.timezone)


def _counted(wishes: PaceWishes, past: Sequence[Told]) -> Sequence[Counted]:
    """The nudges that count. Measured from the last nudge, not from now, so that the gap changes only when they act."""
    if not past:
        return ()
    since = past[-1].at - REMEMBERED
    if wishes.pace_from and wishes.pace_from > since:
        since = wishes.pace_from
    return [(told.answer, None if told.answer else answer_by(wishes, told)) for told in past if told.at >= since]


def moved_to_sent(wishes: PaceWishes, past: Sequence[Told], last: datetime | None) -> list[Told]:
    """Sort past nudges, and date the last one by when it went out, if that was on a later day.

    Not if it was on the same day: otherwise nudges would come a little later every week.
    """
    ordered = sorted(past)
    if last and (not ordered or local_date(ordered[-1].at, wishes.timezone) < local_date(last, wishes.timezone)):
        ordered[-1:] = [Told(last, ordered[-1].answer if ordered else "lost")]
    return ordered


def due(wishes: PaceWishes, past: Sequence[Told], now: datetime, *, urgent: bool = False) -> datetime | None:
    """When to nudge, if the time has come; otherwise None. `past` is sorted, as `moved_to_sent` returns it.

    Only on working days, in the person's hours and outside their breaks; one a day; at most `weekly_most` in seven
    days and a gap apart, unless it is urgent. On the day of joining it comes at once; otherwise within half an hour,
    at a minute that depends on the person and the day.
    """
    today = local_date(now, wishes.timezone)
    shift = first_shift(wishes, today)
    if not shift or shift.day != today or not shift.opens <= now < shift.closes or rests_until(wishes, now) > now:
        return None
    if past and not _may(wishes, past, now, today, urgent=urgent):
        return None
    if not (past and past[-1].at > now - WEEK) and _joined_on(wishes, today):
        return now
    digest = blake2b(f"{wishes.person} {today}".encode(), digest_size=2).digest()
    return min(now + int.from_bytes(digest) % SPREAD * MINUTE, shift.closes - MINUTE)


def _joined_on(wishes: PaceWishes, day: date) -> bool:
    return wishes.joined_at is not None and wishes.joined_at >= at(day, 0, wishes.timezone)


def next_check(wishes: PaceWishes, past: Sequence[Told], after: datetime, *, urgent: bool = False) -> datetime:
    """A lower bound of the first moment from `after` on when `due` returns one, if nothing else happens.

    Never later than that moment, so that a person who is checked only then misses nothing.
    """
    now = rests_until(wishes, after)
    if not past:
        return in_hours(wishes, now)
    counted = _counted(wishes, past)
    for then in sorted([deadline for _, deadline in counted if deadline and deadline > now]):  # one more ignored
        first = _first(wishes, past, _pace(wishes, counted, now), now, urgent=urgent)
        if first < then and (look := in_hours(wishes, first)) < then:
            return look
        now = then
    return in_hours(wishes, _first(wishes, past, _pace(wishes, counted, now), now, urgent=urgent))


def rests_until(wishes: PaceWishes, now: datetime) -> datetime:
    """When the person may be sent something again: `now`, if they take no break.

    Somebody who was asked how to go on gets nothing until they answer, and is checked after the longest gap.
    """
    if wishes.checked_at is not None:
        return now + LONGEST
    return rested(wishes, now)


def _may(wishes: PaceWishes, past: Sequence[Told], now: datetime, today: date, *, urgent: bool) -> bool:
    day, week_over = _earliest(wishes, past, pace(wishes, past, now), now, urgent=urgent)
    return today >= day and now >= week_over


def _earliest(
    wishes: PaceWishes, past: Sequence[Told], so_far: Pace, now: datetime, *, urgent: bool
) -> tuple[date, datetime]:
    """The first day that is a gap after the last nudge, and the moment when seven days have room for one more."""
    last = local_date(past[-1].at, wishes.timezone)
    if urgent and not so_far.asks:
        return last + DAY, now
    most = wishes.weekly_most
    return last + so_far.gap, past[-most].at + WEEK if len(past) >= most else now  # whole days of the gap


def _first(wishes: PaceWishes, past: Sequence[Told], so_far: Pace, now: datetime, *, urgent: bool) -> datetime:
    """The first moment that is not too soon, in their hours or not, if no further nudge becomes an ignored one."""
    day, week_over = _earliest(wishes, past, so_far, now, urgent=urgent)
    return max(now, week_over, at(day, 0, wishes.timezone))
