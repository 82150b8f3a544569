"""When a person may be nudged: a pure function of their wishes, what they did with earlier nudges, and the time.

The rule in words, with examples: docs/nudging.md.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Literal, NamedTuple, Protocol

from handlers.core.localtime import at, local_date
from handlers.core.workdays import DAY, FAR, Week, first_working, working_days, works
from models.nudge import NudgeAnswer

MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)
LONGEST = timedelta(weeks=4)  # no gap is longer
REMEMBERED = timedelta(weeks=26)  # before the last nudge; what is older is forgotten
ROW = 3  # ignored in a row: then Heraut asks how to go on
SPREAD = 30  # minutes, 15 either way: so that a team is not pinged in the same minute


# What became of a nudge. `shared`: they had already; `lost`: it did not arrive; empty: no answer yet.
Became = Literal[NudgeAnswer, "shared", "lost", ""]


class Told(NamedTuple):
    """A nudge that a person did not ask for, or several in one digest: when it went out, and what became of it."""

    at: datetime
    answer: Became = ""


Counted = tuple[Became, datetime | None]  # what became of a nudge, and until when it may yet be answered


class Wishes(Week, Protocol):
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
    @property
    def paused_until(self) -> datetime | None: ...
    @property
    def quiet_until(self) -> datetime | None: ...
    @property
    def checked_at(self) -> datetime | None: ...
    @property
    def afresh_at(self) -> datetime | None: ...


class Pace(NamedTuple):
    """What a person's answers have made of their pace."""

    gap: timedelta  # from one nudge to the next
    ignored: int = 0  # the latest, in a row

    @property
    def asks(self) -> bool:
        """Instead of a nudge comes one card that asks how to go on."""
        return self.ignored >= ROW


def pace(wishes: Wishes, past: Sequence[Told], now: datetime) -> Pace:
    """The rule: ignored or skipped doubles the gap, to four weeks at most; a share halves it, to the base at least."""
    return _pace(wishes, _counted(wishes, past), now)


def _pace(wishes: Wishes, counted: Sequence[Counted], now: datetime) -> Pace:
    base = gap = WEEK / wishes.weekly_most
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
            case "" | "lost":
                pass
    return Pace(base if ignored >= ROW else gap, ignored)


def answer_by(wishes: Wishes, told: Told) -> datetime:
    """Until when a nudge waits for its answer and counts for nothing: the end of their next working day."""
    next_day = local_date(told.at, wishes.timezone) + DAY
    return at(first_working(wishes, next_day) or next_day, wishes.hours_to, wishes.timezone)


def _counted(wishes: Wishes, past: Sequence[Told]) -> Sequence[Counted]:
    """Seen from the last nudge and not from now: so a gap does not change while nothing happens."""
    if not past:
        return ()
    since = past[-1].at - REMEMBERED
    since = max(since, wishes.afresh_at or since)
    return [(told.answer, None if told.answer else answer_by(wishes, told)) for told in past if told.at >= since]


def went_out(wishes: Wishes, past: Sequence[Told], last: datetime | None) -> list[Told]:
    """The same in order, and the last at the moment when it went out, where that was on a later day.

    Not on the same day: from week to week they would come later and later.
    """
    ordered = sorted(past)
    if last and (not ordered or local_date(ordered[-1].at, wishes.timezone) < local_date(last, wishes.timezone)):
        ordered[-1:] = [Told(last, ordered[-1].answer if ordered else "lost")]
    return ordered


def due(wishes: Wishes, past: Sequence[Told], now: datetime, *, urgent: bool = False) -> datetime | None:
    """When to nudge, if the time has come, else None. `past` is in order, as `went_out` has it.

    Only on working days, inside the person's hours and outside their rests; one a day; at most `weekly_most` in seven
    days and a gap apart, unless it is urgent. On the day of joining it comes at once, else within half an hour,
    by person and day.
    """
    today = local_date(now, wishes.timezone)
    opens, closes = _hours(wishes, today)
    if not opens <= now < closes or not works(wishes, today) or rests_until(wishes, now) > now:
        return None
    if past and not _may(wishes, past, now, today, urgent=urgent):
        return None
    joined = wishes.joined_at is not None and wishes.joined_at >= at(today, 0, wishes.timezone)
    if joined and not (past and past[-1].at > now - WEEK):
        return now
    digest = blake2b(f"{wishes.person} {today}".encode(), digest_size=2).digest()
    return min(now + int.from_bytes(digest) % SPREAD * MINUTE, closes - MINUTE)


def next_look(wishes: Wishes, past: Sequence[Told], after: datetime, *, urgent: bool = False) -> datetime:
    """The first moment from `after` on when `due` may say yes, if nothing else happens to the person.

    Never later than that moment: who is looked at only then misses nothing.
    """
    now = rests_until(wishes, after)
    if not past:
        return _open(wishes, now)
    counted = _counted(wishes, past)
    for then in sorted([deadline for _, deadline in counted if deadline and deadline > now]):  # one more is ignored
        first = _first(wishes, past, _pace(wishes, counted, now), now, urgent=urgent)
        if first < then and (look := _open(wishes, first)) < then:
            return look
        now = then
    return _open(wishes, _first(wishes, past, _pace(wishes, counted, now), now, urgent=urgent))


def rests_until(wishes: Wishes, now: datetime) -> datetime:
    """From when on they may be told something: `now`, if they do not rest.

    Who was asked how to go on rests until they say so, and is looked at again when the longest gap is over.
    """
    if wishes.checked_at is not None:
        return now + LONGEST
    return max(now, wishes.paused_until or now, wishes.quiet_until or now)


def _may(wishes: Wishes, past: Sequence[Told], now: datetime, today: date, *, urgent: bool) -> bool:
    day, week_over = _earliest(wishes, past, pace(wishes, past, now), now, urgent=urgent)
    return today >= day and now >= week_over


def _earliest(
    wishes: Wishes, past: Sequence[Told], so_far: Pace, now: datetime, *, urgent: bool
) -> tuple[date, datetime]:
    """The first day that is not too soon after the last nudge, and the moment when the week takes one more."""
    last = local_date(past[-1].at, wishes.timezone)
    if urgent and not so_far.asks:
        return last + DAY, now
    most = wishes.weekly_most
    return last + timedelta(days=so_far.gap.days), past[-most].at + WEEK if len(past) >= most else now


def _first(wishes: Wishes, past: Sequence[Told], so_far: Pace, now: datetime, *, urgent: bool) -> datetime:
    """Likewise as a moment, at their hours or not; as long as no nudge becomes an ignored one."""
    day, week_over = _earliest(wishes, past, so_far, now, urgent=urgent)
    return max(now, week_over, at(day, 0, wishes.timezone))


def _open(wishes: Wishes, after: datetime) -> datetime:
    """The first moment from then on that is inside their hours; a moment far ahead, where they never work."""
    day = local_date(after, wishes.timezone)
    for working in working_days(wishes, day):
        opens, closes = _hours(wishes, working)
        if max(opens, after) < closes:
            return max(opens, after)
    return after + timedelta(days=FAR)


def _hours(wishes: Wishes, day: date) -> tuple[datetime, datetime]:
    return at(day, wishes.hours_from, wishes.timezone), at(day, wishes.hours_to, wishes.timezone)
