"""The outbox benchmark, on both stores."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

import aiohttp
from rich.table import Table
from sqlalchemy import URL

from bench.measure import Site, Step
from bench.outbox import claims, stores
from bench.report import Report, Target
from bench.running import LOAD_CORE, ROOT, SERVER_CORE, pin, stand_in
from handlers.features import open_store
from tests.chaos.crowd import Crowd, gather

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PEOPLE = 5000
CEILING = 100  # messages a second that the limited platform accepts from one workspace
BEHIND = (1_000_000, 10_000_000)
LEGEND = "`Courier` sends with Slack's own client to a platform that answers at once. Medians of the runs."


class Sending(NamedTuple):
    """What the platform counted."""

    taken: int
    seconds: float
    refused: int
    early: int
    repeated: int

    @property
    def rate(self) -> float:
        return self.taken / max(self.seconds, 0.001)


async def compare(site: Site, step: Step) -> Report:
    table = Table("", *KINDS.values(), caption=LEGEND, caption_justify="left")
    found: dict[str, list[Target]] = {}
    with stores.server(site.folder) as pg, stand_in("bench.outbox.platform", site.folder) as platform:
        cells = {}
        for kind, name in KINDS.items():
            cells[kind], found[kind] = await _store(site, kind, name, pg, platform, step)
    for what in cells["sqlite"] | cells["postgresql"]:
        table.add_row(what, *(cells[kind].get(what, "") for kind in KINDS))
    return Report((table,), [target for targets in found.values() for target in targets])


async def _store(
    site: Site, kind: str, name: str, pg: URL, platform: str, step: Step
) -> tuple[dict[str, str], list[Target]]:
    cells, targets = {}, []
    amounts = tuple(behind // 10 for behind in BEHIND) if site.rounds == 1 else BEHIND
    step(f"{name}: claims")
    with stores.fresh(kind, site.folder, pg) as url:
        few, many = await asyncio.to_thread(lambda: list(claims.measure(url, amounts)))
    for one in (few, many):
        cells[f"claim of 25, {one.behind:,} sent, p50 / p99 ms"] = f"{one.p50:.1f} / {one.p99:.1f}"
    slowest = max(few.p99, many.p99)
    targets.append((f"{name}: a claim of 25 p99 under 25 ms", f"{slowest:.1f} ms", slowest < 25))
    ratio = many.p50 / few.p50
    targets.append((f"{name}: ten times as many sent, under 1.3 ×", f"{ratio:.2f} × (p50)", ratio < 1.3))
    processes = (1, 2) if kind == "postgresql" else (1,)
    for several in processes:
        step(f"{name}: {several} sending")
        runs = [await sending(site.folder, kind, pg, platform, several) for _ in range(min(site.rounds, 3))]
        rate = median(run.rate for run in runs)
        cells[f"{several} process{'es' * (several > 1)} sending, messages/s"] = f"{rate:,.0f}"
        wrong = sum(PEOPLE - run.taken + run.repeated for run in runs)
        targets.append((f"{name}: {several} sending, none lost or repeated", f"{wrong}", not wrong))
        if several == 1:
            targets.append((f"{name}: one process sends 500/s", f"{rate:,.0f}/s", rate >= 500))
    step(f"{name}: within limits")
    run = await sending(site.folder, kind, pg, platform, 1, CEILING)
    share, refused = run.rate / CEILING, run.refused / (run.taken + run.refused)
    cells[f"of {CEILING}/s that are allowed"] = f"{share:.1%}, {refused:.2%} answered 429"
    targets.append((f"{name}: at least 95 % of what is allowed", f"{share:.1%}", share >= 0.95))
    polite = refused < 0.01 and not run.early
    targets.append((f"{name}: under 1 % answered 429, none too early", f"{refused:.2%}, {run.early}", polite))
    return cells, targets


async def sending(folder: Path, kind: str, pg: URL, platform: str, several: int, limit: int = 0) -> Sending:
    with stores.fresh(kind, folder, pg) as url:
        store = open_store(url)
        await gather(store, Crowd(people=PEOPLE, workspaces=1 if limit else 4), datetime.now(UTC))
        stores.rest(store.engine)
        store.close()
        await _ask(f"{platform}/limit/{limit}")
        cores = [SERVER_CORE, LOAD_CORE][:several]
        await asyncio.gather(*(asyncio.to_thread(_send, url, platform, limit, core) for core in cores))
        return Sending(**json.loads(await _ask(f"{platform}/said")))


def _send(url: str, platform: str, limit: int, core: int) -> None:
    command = [sys.executable, "-m", "bench.outbox.sender", url, platform, str(limit or "inf")]
    with subprocess.Popen(command, cwd=ROOT) as sender:
        pin(sender.pid, core)


async def _ask(url: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return await response.read()
