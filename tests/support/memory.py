"""Keep temporary files in memory if there is room, because every commit to a disk waits."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30  # bytes; a container often has 64 MB


def use() -> None:
    """Use memory in this process and those it starts, unless TMPDIR is set."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
