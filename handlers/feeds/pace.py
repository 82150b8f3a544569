"""When a feed is read again: sooner if there was something new, later if it fails. Pure."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

QUICKEST, SLOWEST, FIRST = 30, 24 * 60, 60  # minutes
LONGEST_WAIT = timedelta(days=2)
SILENT = timedelta(days=3)  # after that its champion is told


def next_pace(pace: int, new: int) -> int:
    """Minutes between two readings, after one that found `new` new entries."""
    return max(QUICKEST, pace // 2) if new else min(SLOWEST, pace + pace // 2)


def pushed_back(failures: int) -> timedelta:
    """How long to wait after this number of failures in a row."""
    return timedelta(minutes=min(SLOWEST, QUICKEST * 2 ** min(failures, 10)))


def asked_to_wait(said: str, now: datetime) -> timedelta:
    """What a server asks for in Retry-After: seconds, or a moment. At most two days."""
    if said.isdecimal() and len(said) < 10:
        return min(timedelta(seconds=int(said)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(said)
        return min(max(moment - now, timedelta(0)), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)
