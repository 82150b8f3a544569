"""Where a time zone lies: its country, and the part of it whose public holidays fit better than those of the whole."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.core import get_global

from handlers.calendar.zonedata import territories

PARTS = Path(__file__).with_suffix(".toml")
NOWHERE = frozenset("CET EET MET WET EST MST HST".split())  # the hours of a clock, and no place


def country_and_part(zone: str) -> tuple[str, str]:
    """The code of the country in which a zone lies, and of the part, such as GB-ENG; each empty where it is not plain.

    Old names are known: Asia/Calcutta lies where Asia/Kolkata does.
    """
    if zone in NOWHERE:
        return "", ""
    today = get_global("zone_aliases").get(zone, zone)
    country = territories().get(zone) or territories().get(today) or get_global("zone_territories").get(today, "")
    return country, parts_of_country().get(zone) or parts_of_country().get(today, "")


@cache
def parts_of_country() -> Mapping[str, str]:
    """The part in which each zone lies, where that is plain."""
    told: dict[str, dict[str, list[str]]] = tomllib.loads(PARTS.read_text("utf-8"))
    return {zone: part for part, zones in told["parts"].items() for zone in zones}
