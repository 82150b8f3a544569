"""A press of Share in Slack, and beside it Bolt with one ORM commit."""

import asyncio
import json
import sys
from pathlib import Path

from bench import company
from bench.measure import Run, Site
from bench.running import LOAD_CORE, pin, stand_in
from bench.slack import rows
from bench.slack.stand_in import TEAM

run = vars(rows).get("run") or vars(rows)["_run"]  # its name until December 2026


async def measure(site: Site) -> dict[str, float]:
    nudge = (await company.found(site.folder / "slack.db", TEAM, "slack")).nudge
    with stand_in("bench.slack.stand_in", site.folder) as slack:
        orm: Run = await run(site, nudge, slack, rows.ORM)
        heraut: Run = await run(site, nudge, slack, rows.HERAUT)
    if heraut.wrong:
        raise SystemExit(heraut.wrong)
    return {
        "press of Share, 16 in flight, a second": heraut.at[16].load.rate,
        "beside (b) ORM": heraut.at[16].load.rate / orm.at[16].load.rate,
        "computing for each, ms": heraut.at[16].cost,
        "p99 at 64 in flight, ms": heraut.at[64].load.p99,
        "start to first answer, s": heraut.start,
        "resident memory, MB": heraut.memory,
    }


if __name__ == "__main__":
    pin(0, LOAD_CORE)
    seconds = {"quick": 1.0, "full": 2.0}[sys.argv[2]]
    print(json.dumps(asyncio.run(measure(Site(Path(sys.argv[1]), 1, seconds)))))
