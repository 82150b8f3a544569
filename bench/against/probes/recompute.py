"""`recompute --check` of the totals, and the funnel read from them, on SQLite."""

import json
import sys
from pathlib import Path

from sqlalchemy import URL

from bench import funnel
from bench.outbox import stores

PEOPLE = {"quick": 4_000, "full": 100_000}
NO_SERVER = URL.create("postgresql")

measured = vars(funnel).get("measured") or vars(funnel)["_measured"]  # its name until December 2026


def measure(folder: Path, size: str) -> dict[str, float]:
    with stores.fresh("sqlite", folder, NO_SERVER) as url:
        found: funnel.Figures = measured(url, PEOPLE[size])
    if found.wrong:
        raise SystemExit(f"{found.wrong} totals differ")
    return {"recompute --check of the totals, s": found.check, "the funnel, ms": found.funnel * 1e3}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
