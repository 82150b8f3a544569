"""Boards and *My points* over a long ledger, on both stores, and the weekly picture."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bench.outbox import rows, stores
from bench.running import SERVER_CORE, pin

ROWS = {"quick": 100_000, "full": 1_000_000}
FIGURES = {
    "the weekly board, ms": "board",
    "neighbours, ms": "neighbours",
    "/heraut leaderboard, ms": "command",
    "/heraut me, ms": "me",
    "the weekly picture, ms": "picture",
}


def measure(folder: Path, size: str) -> dict[str, float]:
    found = dict[str, float]()
    with stores.server(folder) as pg:
        for kind, name in rows.KINDS.items():
            with stores.fresh(kind, folder, pg) as url:
                seconds = figures(url, ROWS[size])
            found |= {f"{name}: {figure}": seconds[its] * 1e3 for figure, its in FIGURES.items()}
    return found


def figures(url: str, ledger: int) -> dict[str, float]:
    """In seconds."""
    command = [sys.executable, "-m", "bench.boards", url, str(ledger)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        pin(process.pid, SERVER_CORE)
        said, _ = process.communicate()
    found: dict[str, float] = json.loads(said)
    return found


if __name__ == "__main__":
    known = find_spec("bench.boards")  # not before December 2026
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2]) if known else {}))
