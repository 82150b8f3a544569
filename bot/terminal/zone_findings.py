"""What the doctor says about time zone data: which release decides local time, and whether it is old."""

from collections.abc import Iterator
from datetime import datetime

from bot.finding import Finding
from handlers.calendar.zonedata import ZoneData, newest, on_system, packaged


def zone_findings(now: datetime, used: ZoneData | None = None, system: ZoneData | None = None) -> Iterator[Finding]:
    """The release in use; a warning if it is old, and one if the system has another."""
    used, system = used or newest(), system or on_system()
    where = "the package tzdata" if used.pinned else "the system"
    what = f"Time zones are those of release {used.release}, from {where}"
    fix = "Clocks change by new rules several times a year. Update the package tzdata, or the system's."
    if used.fresh_until() < now.date():
        yield Finding(ok=True, what=f"{what}, which is more than a year old", fix=fix)
    else:
        yield Finding(ok=True, what=what)
    if system and system.release < used.release:
        what = f"The system's time zones are older: release {system.release}. Heraut does not use them"
        yield Finding(ok=True, what=what, fix="Update the system's tzdata for other programs, such as the database.")
    elif system and not used.pinned and used.release != packaged().release:
        yield Finding(
            ok=True, what=f"The package tzdata is older: release {packaged().release}. Heraut does not use it"
        )
