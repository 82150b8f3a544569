"""A click on a link, and beside it a bare redirect."""

import asyncio
import json
import sys
from pathlib import Path

from bench.links import rows
from bench.links.stores import filled
from bench.measure import Run, Site
from bench.running import LOAD_CORE, pin

run = vars(rows).get("run") or vars(rows)["_run"]  # its name until December 2026


async def measure(site: Site) -> dict[str, float]:
    urls, before = {rows.LINKS: await filled(site.folder / "links.db", 0)}, {rows.LINKS: 0}
    bare: Run = await run(site, urls, before, rows.BARE)
    links: Run = await run(site, urls, before, rows.LINKS)
    if links.wrong:
        raise SystemExit(links.wrong)
    return {
        "click, 64 in flight, a second": links.at[64].load.rate,
        "beside a bare redirect": links.at[64].load.rate / bare.at[64].load.rate,
        "p99 beside a bare redirect's": links.at[64].load.p99 / bare.at[64].load.p99,
        "computing for each, ms": links.at[16].cost,
    }


if __name__ == "__main__":
    pin(0, LOAD_CORE)
    seconds = {"quick": 1.0, "full": 2.0}[sys.argv[2]]
    print(json.dumps(asyncio.run(measure(Site(Path(sys.argv[1]), 1, seconds)))))
