"""Compares the clocks that Slack tells with ours, which decide: where they differ, an administrator is told."""

from datetime import datetime, timedelta

from handlers.calendar.localtime import known, local
from handlers.calendar.zonedata import newest


def difference(zone: str, seconds: int | None, now: datetime) -> str:
    """How Slack's clock in this zone, `seconds` ahead of UTC, differs from ours; empty if it does not."""
    if seconds is None or not known(zone):
        return ""
    here = local(now, zone)
    if here.utcoffset() == timedelta(seconds=seconds):
        return ""
    return f"{zone} is at {here.isoformat()[-6:]} by release {newest().release}, at {_signed(seconds)} by Slack"


def _signed(seconds: int) -> str:
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}"
