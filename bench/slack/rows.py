"""The Slack benchmark: Heraut and three baselines in turn, each from a fresh start to the rows it wrote."""

import shutil
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import aiohttp

from bench import company, report
from bench.load import Load
from bench.measure import Run, Runs, Settle, Site, Step, in_turn, measure, off, rows, settled, until
from bench.report import Report, Target, middle
from bench.requests import Requests
from bench.running import ROOT, Server, free_port, running, stand_in
from bench.slack.presses import presses
from bench.slack.stand_in import SECRET, TEAM, TOKEN
from handlers.core.interaction import Card

ACK, ORM, GROUP, HERAUT = "ack", "orm", "group", "heraut"
KINDS = {ACK: "(a) ack", ORM: "(b) ORM", GROUP: "(b) group", HERAUT: "Heraut"}
LEGEND = (
    "(a) a bare Bolt app acknowledges. (b) That plus one SQLite commit, by the ORM over aiosqlite or by sqlite3 in "
    "groups. Heraut: a press of Share, from the door to the card that replaces the nudge. Medians of the runs; CPU is "
    "computing, at 16 in flight."
)


async def compare(site: Site, step: Step) -> Report:
    nudge = (await company.found(site.folder / "slack.db", TEAM, "slack")).nudge
    with stand_in("bench.slack.stand_in", site.folder) as slack:
        runs = await in_turn(KINDS, site.rounds, partial(run, site, nudge, slack), step)
    behind = middle(runs[HERAUT], lambda run: run.at[64].behind)
    note = f"Replies still to come when the last press at 64 in flight was acknowledged: {behind:.0f}"
    return Report((report.measured(KINDS, runs, LEGEND), note), targets(runs))


async def run(site: Site, nudge: Card, slack: str, kind: str) -> Run:
    file, port = site.folder / f"slack-{kind}.db", free_port()
    for old in site.folder.glob(f"{file.name}*"):
        old.unlink()
    if kind == HERAUT:
        shutil.copy(site.folder / "slack.db", file)
    before = await _said(slack)
    asked = presses(nudge, slack)
    with _server(kind, port, file, slack) as server:
        settle = _settle(slack, before, asked) if kind == HERAUT else settled
        run = await measure(server, asked, site.seconds, settle)
    said = await _said(slack) - before if kind == HERAUT else None
    return run._replace(wrong=off(run, rows=None if kind == ACK else rows(file), replies=said))


def _server(kind: str, port: int, file: Path, slack: str) -> AbstractContextManager[Server]:
    log = file.with_suffix(".log")
    if kind != HERAUT:
        return running(["-m", "bench.slack.baselines", kind, str(port), str(file)], port, log, {})
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{slack}/api/",
        "PUBLIC_URL": company.PUBLIC,
        "DATABASE_URL": f"sqlite:///{file}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    return running([str(ROOT / "app.py"), "run"], port, log, settings)


def _settle(slack: str, before: int, asked: Requests) -> Settle:
    """Wait until each press has replaced its nudge with a card, after the `before` cards of earlier runs."""

    async def settle(load: Load) -> tuple[Load, int]:
        due = before + asked.went - load.failed
        behind = due - await _said(slack)

        async def done() -> bool:
            return await _said(slack) >= due

        await until(done)
        return load, behind

    return settle


async def _said(slack: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{slack}/said") as response:
        return int(await response.json())


def targets(runs: Runs) -> list[Target]:
    heraut = runs[HERAUT]
    p99 = middle(heraut, lambda run: run.at[64].load.p99)
    start, memory = middle(heraut, lambda run: run.start), middle(heraut, lambda run: run.memory)
    return [
        report.beside(runs, HERAUT, ORM, 0.6, KINDS),
        report.beside(runs, HERAUT, GROUP, 0.6, KINDS),
        ("p99 at 64 in flight under 150 ms", f"{p99:.0f} ms", p99 < 150),
        ("start to first answer under 2 s", f"{start:.2f} s", start < 2),
        ("resident memory under 150 MB", f"{memory:.0f} MB", memory < 150),
        report.nothing_wrong("each press left its row and its reply", KINDS, runs),
    ]
