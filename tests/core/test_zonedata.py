"""The newest zone data decides: the pinned package's, or the system's."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError, available_timezones

import pytest

from bot.finding import Finding
from bot.terminal.zone_findings import zone_findings
from handlers.calendar.localtime import at, known, local
from handlers.calendar.zonedata import ZoneData, names, newest, on_system, packaged, rules_of
from handlers.core.language import Words

PINNED = packaged()
DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)
CHANGED = {  # after the release of 2025b, which many systems have
    "America/Vancouver": -7,
    "America/Edmonton": -6,
    "America/Winnipeg": -5,
    "America/Inuvik": -6,
    "America/Rainy_River": -5,
    "America/Havana": -4,
    "Africa/Casablanca": 0,
    "Africa/El_Aaiun": 0,
    "Canada/Pacific": -7,
    "Cuba": -4,
    "Europe/Amsterdam": 1,
}


def system(folder: Path, release: str, *, expires: datetime | None = None) -> tuple[str]:
    """A system's folder with data of this release."""
    (folder / "tzdata.zi").write_text(f"# version {release}\nZ Europe/Amsterdam 1 - CET\n")
    if expires:
        (folder / "leapseconds").write_text(f"# Bulletin\n#expires {expires.timestamp():.0f} (…)\n")
    return (str(folder),)


@pytest.mark.parametrize(("zone", "hours"), CHANGED.items())
def test_the_rules_of_this_winter_are_known(zone: str, hours: int):
    assert local(DECEMBER, zone).utcoffset() == timedelta(hours=hours)
    assert at(date(2026, 12, 1), 9 * 60, zone) == datetime(2026, 12, 1, 9, tzinfo=UTC) - timedelta(hours=hours)
    assert Words("en").time(DECEMBER, zone) == f"{12 + hours:02}:00"


@pytest.mark.parametrize(
    ("release", "used"),
    [("2025b", False), ("2019a", False), (PINNED.release, False), ("2031a", True), ("2026za", True)],
)
def test_the_newer_release_is_used(tmp_path: Path, release: str, used: bool):
    folders = system(tmp_path, release)
    assert on_system(folders) == ZoneData(release, tmp_path)
    assert newest(folders) == (ZoneData(release, tmp_path) if used else PINNED)


@pytest.mark.parametrize("said", ["", "# version unknown\n", "# version\n", "2031\n", "# version 31b\n", "\xff\n"])
def test_a_system_that_does_not_say_its_release_is_not_used(tmp_path: Path, said: str):
    (tmp_path / "tzdata.zi").write_text(said, "latin-1")
    assert newest((str(tmp_path), "/no/such/folder")) == PINNED


def test_a_release_is_also_read_where_only_the_version_is_written(tmp_path: Path):
    (tmp_path / "+VERSION").write_text("2031a\n")
    assert newest((str(tmp_path),)).release == "2031a"


def test_every_name_of_the_package_is_known_and_has_rules():
    assert set(names()) >= available_timezones() - {"localtime"}
    for name in names():
        assert known(name) and rules_of(name).key == name
        assert local(DECEMBER, name) == DECEMBER


def test_a_name_that_nobody_knows_has_no_rules():
    with pytest.raises(ZoneInfoNotFoundError):
        rules_of("Europe/Atlantis")


def found(now: datetime, used: ZoneData, its: ZoneData) -> list[Finding]:
    return list(zone_findings(now, used, its))


def test_the_doctor_names_the_release_and_warns_if_the_system_has_an_older_one(tmp_path: Path):
    its = on_system(system(tmp_path, "2025b"))
    assert its is not None
    (first, second) = found(DECEMBER, PINNED, its)
    assert first == Finding(ok=True, what=f"Time zones are those of release {PINNED.release}, from the package tzdata")
    assert second.ok and "older: release 2025b" in second.what and "database" in second.fix


def test_the_doctor_says_nothing_of_a_system_with_the_same_release(tmp_path: Path):
    its = on_system(system(tmp_path, PINNED.release))
    assert its is not None and len(found(DECEMBER, PINNED, its)) == 1


def test_the_doctor_says_that_a_newer_system_is_used(tmp_path: Path):
    its = on_system(system(tmp_path, "2031a"))
    assert its is not None
    first, second = found(DECEMBER, its, its)
    assert "release 2031a, from the system" in first.what and not first.fix
    assert f"older: release {PINNED.release}" in second.what


@pytest.mark.parametrize(("month", "old"), [(6, False), (7, True)])
def test_the_doctor_warns_of_data_that_is_a_year_old(tmp_path: Path, month: int, old: bool):
    now = datetime(2027, month, 9, tzinfo=UTC)
    its = on_system(system(tmp_path, "2031a", expires=datetime(2027, 6, 28, tzinfo=UTC)))
    assert its is not None
    first = found(now, its, its)[0]
    assert first.ok and bool(first.fix) is old and ("more than a year old" in first.what) is old


def test_data_without_leap_seconds_is_old_in_july_of_the_next_year(tmp_path: Path):
    its = on_system(system(tmp_path, "2031a"))
    assert its is not None and its.fresh_until() == date(2032, 7, 1)
