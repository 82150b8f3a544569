"""Times as the clock on this machine shows them."""

from datetime import datetime

from babel.dates import format_timedelta

SHORT = "%d %b %H:%M"


def short(moment: datetime) -> str:
    """04 Mar 10:32, in this machine's zone."""
    return f"{moment.astimezone():{SHORT}}"


def full(moment: datetime, now: datetime) -> str:
    """Wed 04 Mar 2026 10:32 +01:00 (in 12 minutes)."""
    apart = format_timedelta(moment - now, add_direction=True, locale="en")
    return f"{moment.astimezone():%a %d %b %Y %H:%M} {_offset(moment)} ({apart})"


def zone(now: datetime) -> str:
    """UTC+01:00: how this machine's zone differs now. Names such as PST say one thing here and another there."""
    return f"UTC{_offset(now)}"


def _offset(moment: datetime) -> str:
    return moment.astimezone().isoformat()[-6:]
