"""A press of Share in Teams, and beside it Microsoft's bare echo."""

import asyncio
import json
import sys
from pathlib import Path

from bench import company
from bench.measure import Run, Site
from bench.running import LOAD_CORE, pin
from bench.teams import rows

TENANT: str = vars(rows)["TENANT"]
run = vars(rows).get("run") or vars(rows)["_run"]  # its name until December 2026


async def measure(site: Site) -> dict[str, float]:
    acme = await company.found(site.folder / "teams.db", TENANT, "teams")
    echo: Run = await run(site, acme, rows.ECHO)
    button: Run = await run(site, acme, rows.BUTTON)
    if button.wrong:
        raise SystemExit(button.wrong)
    return {
        "button, 16 in flight, a second": button.at[16].load.rate,
        "beside bare botbuilder": button.at[16].load.rate / echo.at[16].load.rate,
        "computing for each, ms": button.at[16].cost,
        "p99 at 64 in flight, ms": button.at[64].load.p99,
        "start to first answer, s": button.start,
        "resident memory, MB": button.memory,
    }


if __name__ == "__main__":
    pin(0, LOAD_CORE)
    seconds = {"quick": 1.0, "full": 2.0}[sys.argv[2]]
    print(json.dumps(asyncio.run(measure(Site(Path(sys.argv[1]), 1, seconds)))))
