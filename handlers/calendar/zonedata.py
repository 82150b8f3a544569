"""The newest time zone data on this machine: of the pinned package tzdata, or of the system."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

PACKAGE = Path(str(files("tzdata"))) / "zoneinfo"
RELEASE = re.compile(r"(?:# version )?(\d{4}[a-z]{1,2})\b", re.ASCII)  # in the first line of tzdata.zi, or in +VERSION
EXPIRES = re.compile(r"^#expires (\d+)", re.ASCII | re.MULTILINE)


class ZoneData(NamedTuple):
    """One set of files, as the IANA released it. Releases sort by name: 2025b is before 2026f."""

    release: str
    folder: Path

    @property
    def pinned(self) -> bool:
        return self.folder == PACKAGE

    def fresh_until(self) -> date:
        """When its list of leap seconds expires, about a year after the release; next July where there is none."""
        said = EXPIRES.search("\n".join(_lines(self.folder / "leapseconds")))
        return datetime.fromtimestamp(int(said[1]), UTC).date() if said else date(int(self.release[:4]) + 1, 7, 1)


@cache
def packaged() -> ZoneData:
    return ZoneData(_release(PACKAGE / "tzdata.zi"), PACKAGE)


@cache
def on_system(folders: tuple[str, ...] = TZPATH) -> ZoneData | None:
    """The system's own data, if it says which release it is: the first folder decides, as for every other program."""
    for folder in map(Path, folders):
        for name in ("tzdata.zi", "+VERSION"):
            if release := _release(folder / name):
                return ZoneData(release, folder)
    return None


@cache
def newest(folders: tuple[str, ...] = TZPATH) -> ZoneData:
    """What decides local time. Python itself takes the system's first, however old: winter time of the wrong year."""
    system = on_system(folders)
    return system if system and system.release > packaged().release else packaged()


@cache
def rules_of(name: str) -> ZoneInfo:
    """The rules of a zone by the newest data. Every local time is worked out by what this returns."""
    if name not in names():
        return ZoneInfo(name)  # only machines name zones so, such as localtime; or it raises
    for folder in (newest().folder, PACKAGE):
        if (folder / name).is_file():
            with (folder / name).open("rb") as rules:
                return ZoneInfo.from_file(rules, key=name)
    raise ZoneInfoNotFoundError(name)


@cache
def names() -> Mapping[str, str]:
    """All zones of the IANA, old names too, each with the zone that it is a link to, or itself."""
    found: dict[str, str] = {}
    for folder in (PACKAGE, newest().folder):
        for line in _lines(folder / "tzdata.zi"):
            match line.split():
                case ["Z", name, *_]:
                    found[name] = name
                case ["L", target, name]:
                    found[name] = target
                case _:
                    pass
    return found


@cache
def territories() -> Mapping[str, str]:
    """The country of each zone that has one of its own, by its code."""
    rows = (line.split("\t") for line in _lines(PACKAGE / "zone.tab") if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _release(path: Path) -> str:
    said = RELEASE.match(next(iter(_lines(path)), ""))
    return said[1] if said else ""
