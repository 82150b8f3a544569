"""Time zones as feeds write them, as minutes from UTC. Those that mean several zones are not read."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfoNotFoundError

from handlers.calendar.zonedata import rules_of

FARTHEST = 14 * 60
HOURS: Mapping[str, float] = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet", "uct", "zulu"), 0),
    # RFC 822 gave the letters of the military a wrong sign. RFC 2822 says: UTC, whichever letter.
    **dict.fromkeys("abcdefghiklmnopqrstuvwxy", 0),
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,  # RFC 822
    "adt": -3,
    "nst": -3.5,
    "ndt": -2.5,
    "akst": -9,
    "akdt": -8,
    "hst": -10,
    "brt": -3,
    "art": -3,
    "clt": -4,
    "west": 1,
    "cet": 1,
    "cest": 2,
    "met": 1,
    "mest": 2,
    "mez": 1,
    "mesz": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "wat": 1,
    "cat": 2,
    "sast": 2,
    "eat": 3,
    "idt": 3,
    "trt": 3,
    "pkt": 5,
    "npt": 5.75,
    "wib": 7,
    "ict": 7,
    "sgt": 8,
    "hkt": 8,
    "awst": 8,
    "pht": 8,
    "jst": 9,
    "kst": 9,
    "acst": 9.5,
    "acdt": 10.5,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
}
OFFSET = re.compile(r"(?:utc?|gmt|z)?\s*([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


def utc_minutes(zone: str, there: datetime) -> float | None:
    """What to subtract from the time `there` to get UTC, in minutes. None if nobody can tell.

    No zone counts as UTC. `+0100`, `GMT+1`, `CET`, `Europe/Amsterdam` and `+0100 CET` are read.
    """
    text = zone.strip().removeprefix("UTC ").removeprefix("GMT ")
    if not text:
        return 0
    if found := OFFSET.match(text):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        rest = text[found.end() :]
        tells = minutes <= FARTHEST and (not rest or rest[0].isspace())
        return (minutes if found[1] == "+" else -minutes) if tells else None
    if text.lower() in HOURS:
        return HOURS[text.lower()] * 60
    if text.lower() == "bst":
        return _british(there)
    return _by_name(text, there)


def _british(there: datetime) -> float | None:
    """British summer time, if it is summer there. Otherwise it may be the time of Bangladesh."""
    offset = there.replace(tzinfo=rules_of("Europe/London")).utcoffset()
    return 60 if offset else None


def _by_name(name: str, there: datetime) -> float | None:
    if "/" not in name:
        return None
    try:
        offset = there.replace(tzinfo=rules_of(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return None if offset is None else offset.total_seconds() / 60
