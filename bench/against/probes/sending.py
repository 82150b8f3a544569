"""One process sends everything that waits, without a limit, on both stores."""

import asyncio
import json
import sys
from pathlib import Path

from bench.outbox import rows, stores
from bench.running import LOAD_CORE, pin, stand_in

PEOPLE = {"quick": 1500, "full": 5000}

sending = vars(rows).get("sending") or vars(rows)["_sending"]  # its name until December 2026


async def measure(folder: Path, size: str) -> dict[str, float]:
    found, rows.PEOPLE = {}, PEOPLE[size]
    with stores.server(folder) as pg, stand_in("bench.outbox.platform", folder) as platform:
        for kind, name in rows.KINDS.items():
            run: rows.Sending = await sending(folder, kind, pg, platform, 1)
            if run.taken != rows.PEOPLE or run.repeated:
                raise SystemExit(f"{run.taken} of {rows.PEOPLE} taken, {run.repeated} repeated")
            found[f"{name}: messages a second"] = run.rate
    return found


if __name__ == "__main__":
    pin(0, LOAD_CORE)
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]), sys.argv[2]))))
