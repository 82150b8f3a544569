"""A claim of 25 after many messages were sent, on both stores."""

import json
import sys
from pathlib import Path

from bench.outbox import claims, rows, stores

AMOUNTS = {"quick": (100_000, 1_000_000), "full": (1_000_000, 10_000_000)}


def measure(folder: Path, size: str) -> dict[str, float]:
    found = {}
    with stores.server(folder) as pg:
        for kind, name in rows.KINDS.items():
            with stores.fresh(kind, folder, pg) as url:
                few, many = claims.measure(url, AMOUNTS[size])
            found[f"{name}: claim of 25, p99, ms"] = many.p99
            found[f"{name}: p50 with ten times as many sent"] = many.p50 / few.p50
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
