"""The source of another revision in a folder of its own, with the Python that belongs to it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bench.running import ROOT

LOCK = "requirements-dev.lock"


class NoRevision(Exception):
    """There is no such revision here."""


class Tree(NamedTuple):
    """A checkout that can be measured."""

    name: str
    folder: Path
    python: Path
    site: Path  # where its databases are written

    def environment(self) -> dict[str, str]:
        """PYTHONPATH makes `bench` and all else come from this tree."""
        return {**os.environ, "PYTHONPATH": str(self.folder)}


def here(site: Path) -> Tree:
    """This tree as it is, with what is not committed."""
    return Tree("this tree", ROOT, Path(sys.executable), site)


def commit_of(revision: str, root: Path = ROOT) -> str:
    """The full hash of a revision. Raises NoRevision."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise NoRevision(f"There is no revision {revision!r} here; `git log --oneline` lists some.")
    return found.stdout.decode().strip()


def checked_out(commit: str, site: Path, root: Path = ROOT) -> Tree:
    """Write a revision to a folder in `site`. With other lock files, its own Python is set up."""
    folder = site / commit
    folder.mkdir()
    source = _git(root, "archive", "--format=tar", commit).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=source, check=True)
    return Tree(commit[:7], folder, _python(folder, root), site)


def compile_sources(tree: Tree) -> None:
    """So that no start is slowed by compiling, also where PYTHONDONTWRITEBYTECODE is set."""
    subprocess.run([str(tree.python), "-m", "compileall", "-q", "."], cwd=tree.folder, check=True)


def described() -> str:
    """The commit of this tree, and whether something is not committed."""
    return _git(ROOT, "describe", "--always", "--dirty").stdout.decode().strip()


def _python(folder: Path, root: Path) -> Path:
    if (folder / LOCK).read_bytes() == (root / LOCK).read_bytes():
        return Path(sys.executable)
    subprocess.run([str(folder / "tools/setup.sh"), "development"], cwd=folder, check=True)
    return folder / ".venv/bin/python"


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
