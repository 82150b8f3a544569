"""How many companies the attacker of tests/figures learns from: `python -m tools.attack [companies] [revision]`.

With a revision, it is run on a checkout of that: `python -m tools.attack 200 e19d548` shows what it learned before
figures were released in packets (docs/decisions/0024-figures-come-in-frozen-packets.md).
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from handlers.features import open_store
from tests.figures.attacker import Attack
from tests.support.office import Office

ROOT = Path(__file__).parent.parent
ATTACKER = ROOT / "tests" / "figures" / "attacker.py"
EARLIER = {  # where an older revision has things
    "from handlers.core.interaction import": "from handlers.interaction import",
    "from handlers.registry.surfaces import PageContext\n": "",
    "from handlers.results import totals\n": "from handlers import totals\n",
    "from handlers.results.export import file\n": "from handlers.exporting import Files\n",
    "context = PageContext(": "files = Files(",
    "await file(context, link": "await files.file(link",
    "from handlers.features import open_store": "from models.store import Store",
    "open_store(": "Store.open(",
}


async def attack(seed: int, size: int, folder: Path) -> int:
    """The number of leaks in one company."""
    store = open_store(f"sqlite:///{folder / f'{seed}.db'}")
    try:
        return len(await Attack(await Office(store).open(), seed, size).play())
    finally:
        store.close()


def main(companies: int) -> None:
    """Print how many companies the attacker learned from."""
    with tempfile.TemporaryDirectory() as folder:
        leaks = [asyncio.run(attack(seed, 6 + 37 * seed % 55, Path(folder))) for seed in range(companies)]
    print(f"learned from {sum(map(bool, leaks))} of {companies} companies, {sum(leaks)} figures")


def earlier(companies: str, revision: str) -> None:
    """Run it on a checkout of that revision, with the attacker of today."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "checkout"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", there, revision], cwd=ROOT, check=True)
        try:
            (there / "tests" / "figures").mkdir(exist_ok=True)
            for file in (ATTACKER, Path(__file__)):
                text = file.read_text()
                for now, then in EARLIER.items():
                    text = text.replace(now, then) if file == ATTACKER or "open_store" in now else text
                (there / file.relative_to(ROOT)).write_text(text)
            environment = {**os.environ, "PYTHONPATH": str(there)}
            subprocess.run([sys.executable, "-m", "tools.attack", companies], cwd=there, env=environment, check=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", there], cwd=ROOT, check=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [companies, revision]:
            earlier(companies, revision)
        case [companies]:
            main(int(companies))
        case _:
            main(200)
