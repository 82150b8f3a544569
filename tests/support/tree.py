"""The project's files as git sees them: new files are included, ignored ones are not."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("app.py", "scheduler.py", "bot/", "handlers/", "models/")


@cache
def files(pattern: str = "") -> list[str]:
    """Every path below the root, or those that match a pattern such as *.md."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *filter(None, [pattern])]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in sorted({*names}) if name and (ROOT / name).exists()]


@cache
def sources() -> dict[str, str]:
    """The text of each Python file, by its path, such as handlers/sharing/sharing.py."""
    return {name: (ROOT / name).read_text() for name in files("*.py")}


def product() -> dict[str, str]:
    """Only the files that a company runs."""
    return {name: text for name, text in sources().items() if name.startswith(ROOMS)}


def written() -> dict[str, str]:
    """All but the migrations, which Alembic wrote."""
    return {name: text for name, text in sources().items() if "migrations/versions/" not in name}
