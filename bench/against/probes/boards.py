"""Boards and *My points* over a long ledger, on both stores, and the weekly picture."""

import json
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench.outbox import rows, stores

ROWS = {"quick": 100_000, "full": 1_000_000}
FIGURES = {
    "the weekly board, ms": "board",
    "neighbours, ms": "neighbours",
    "/heraut leaderboard, ms": "command",
    "/heraut me, ms": "me",
    "the weekly picture, ms": "picture",
}


def measure(folder: Path, size: str) -> dict[str, float]:
    boards, found = import_module("bench.boards"), dict[str, float]()
    with stores.server(folder) as pg:
        for kind, name in rows.KINDS.items():
            with stores.fresh(kind, folder, pg) as url:
                seconds = boards.measured(url, ROWS[size])._asdict()
            found |= {f"{name}: {figure}": seconds[its] * 1e3 for figure, its in FIGURES.items()}
    return found


if __name__ == "__main__":
    known = find_spec("bench.boards")  # not before December 2026
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2]) if known else {}))
