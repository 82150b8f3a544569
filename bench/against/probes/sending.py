"""One process sends everything that waits, without a limit, on both stores.

It works as the tree's own program does: on the same event loop, and with what is loaded out of garbage collection.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from bench.outbox import rows, sender, stores
from bench.running import LOAD_CORE, ROOT, pin, stand_in
from bot import server

PEOPLE = {"quick": 1500, "full": 5000}

sending = vars(rows).get("sending") or vars(rows)["_sending"]  # its name until December 2026


def sends(url: str, platform: str, limit: int, core: int) -> None:
    """Send in a process of its own: this file, with these arguments."""
    command = [sys.executable, "-P", __file__, "send", url, platform, str(limit or "inf")]
    with subprocess.Popen(command, cwd=ROOT) as started:
        pin(started.pid, core)


def send(url: str, platform: str, per_second: float) -> None:
    server.freeze()
    with asyncio.Runner(loop_factory=vars(server).get("fastest_loop")) as runner:
        runner.run(sender.send(url, platform, per_second))


async def measure(folder: Path, size: str) -> dict[str, float]:
    found, rows.PEOPLE = {}, PEOPLE[size]
    vars(rows)["_send"] = sends  # otherwise older trees do without what their program does
    with stores.server(folder) as pg, stand_in("bench.outbox.platform", folder) as platform:
        for kind, name in rows.KINDS.items():
            run: rows.Sending = await sending(folder, kind, pg, platform, 1)
            if run.taken != rows.PEOPLE or run.repeated:
                raise SystemExit(f"{run.taken} of {rows.PEOPLE} taken, {run.repeated} repeated")
            found[f"{name}: messages a second"] = run.rate
    return found


if __name__ == "__main__" and sys.argv[1] == "send":
    send(sys.argv[2], sys.argv[3], float(sys.argv[4]))
elif __name__ == "__main__":
    pin(0, LOAD_CORE)
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]), sys.argv[2]))))
