#!/usr/bin/env bash
# polars 2.1.0 and pyarrow 26.0.1: local times by zone data that no newer tzdata replaces, an hour off, without a word.
#
# The newest zone data is installed (the package tzdata 2026.6 holds release 2026f), and the system has 2025b. Between the two, Vancouver
# and Winnipeg keep summer time, Havana skips this winter's change, and Casablanca moves to UTC. zoneinfo and whenever read the system's
# files first, which is known, and PYTHONTZPATH= makes them read the package. A good guess is that the rest follows. It does not:
#  - polars has its data compiled in. Neither the package, nor PYTHONTZPATH, nor TZDIR, nor the system's files change what it says;
#  - pyarrow reads the system's files alone, wherever PYTHONTZPATH and TZDIR point.
# DuckDB has its data compiled in as well, newer data, and is right whatever is installed: one query has two answers in one process.
# Convert moments with the standard library and give these libraries local times, or compare them with zoneinfo at the start.
#
# Seen on 2026-12-01 with Python 3.11 on Debian with tzdata 2025b. Fails when the output changes, as by a newer system.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q --disable-pip-version-check install \
  tzdata==2026.6 whenever==0.11.0 polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1

cat >"$folder/read.py" <<'PYTHON'
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import duckdb
import polars
import pyarrow
import pyarrow.compute
import whenever

NOON = datetime(2026, 12, 1, 12, tzinfo=timezone.utc)
SQL = "SELECT strftime(timezone(?, TIMESTAMPTZ '2026-12-01 12:00:00+00'), '%H:%M')"
READ = {
    "zoneinfo": lambda zone: NOON.astimezone(ZoneInfo(zone)).strftime("%H:%M"),
    "whenever": lambda zone: str(whenever.Instant.from_utc(2026, 12, 1, 12).to_tz(zone).time())[:5],
    "polars": lambda zone: polars.Series([NOON]).dt.convert_time_zone(zone).dt.strftime("%H:%M")[0],
    "pyarrow": lambda zone: pyarrow.compute.strftime(
        pyarrow.array([NOON], pyarrow.timestamp("s", zone)), "%H:%M"
    )[0].as_py(),
    "duckdb": lambda zone: duckdb.execute(SQL, [zone]).fetchone()[0],
}
for name, read in READ.items():
    print(name, *map(read, ("America/Vancouver", "America/Winnipeg", "America/Havana", "Africa/Casablanca")))
PYTHON

cat >"$folder/expected" <<'SEEN'
the system: # version 2025b
as installed
zoneinfo 04:00 06:00 07:00 13:00
whenever 04:00 06:00 07:00 13:00
polars 04:00 06:00 07:00 13:00
pyarrow 04:00 06:00 07:00 13:00
duckdb 05:00 07:00 08:00 12:00
with the package's files alone
zoneinfo 05:00 07:00 08:00 12:00
whenever 05:00 07:00 08:00 12:00
polars 04:00 06:00 07:00 13:00
pyarrow 04:00 06:00 07:00 13:00
duckdb 05:00 07:00 08:00 12:00
SEEN

newest=$("$folder/venv/bin/python" -c 'import tzdata; print(tzdata.__path__[0])')/zoneinfo
{
  echo "the system: $(head -1 /usr/share/zoneinfo/tzdata.zi)"
  echo "as installed"
  env -u PYTHONTZPATH -u TZDIR "$folder/venv/bin/python" -W ignore "$folder/read.py"
  echo "with the package's files alone"
  PYTHONTZPATH= TZDIR="$newest" "$folder/venv/bin/python" -W ignore "$folder/read.py"
} | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" && echo "as it was on 2026-12-01"
