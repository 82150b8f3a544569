"""The simulation, from its command to its end."""

import json
import subprocess
import sys
import time

from bench.running import ROOT, SERVER_CORE, pin

SIZES = {"quick": ("50", "2"), "full": ("500", "8")}


def measure(size: str) -> dict[str, float]:
    people, weeks = SIZES[size]
    command = [sys.executable, str(ROOT / "app.py"), "simulate", "--people", people, "--weeks", weeks, "--seed", "1"]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        pin(process.pid, SERVER_CORE)
    if process.returncode:
        raise SystemExit("the simulation failed")
    return {"wall time, s": time.perf_counter() - begin}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[2])))
