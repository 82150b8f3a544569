"""Temporary files in memory, where there is room: no test reads another's, and a disk makes each commit wait."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30  # bytes; a container often has 64 MB


def use() -> None:
    """For this process and those it starts, unless TMPDIR says where."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
