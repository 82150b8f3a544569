"""A round of planning, on both stores."""

import json
import sys
from pathlib import Path

from bench import planning
from bench.outbox import stores

PEOPLE = {"quick": 50_000, "full": 1_000_000}

measured = vars(planning).get("measured") or vars(planning)["_measured"]  # its name until December 2026


def measure(folder: Path, size: str) -> dict[str, float]:
    found = {}
    with stores.server(folder) as pg:
        for kind, name in planning.KINDS.items():
            with stores.fresh(kind, folder, pg) as url:
                due: planning.Round = measured(url, PEOPLE[size]).due
            found[f"{name}: nudges planned a second"] = due.rate
            found[f"{name}: longest transaction, ms"] = due.longest * 1e3
            found[f"{name}: computing for one person, ms"] = due.each
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
