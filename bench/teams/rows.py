"""The Teams benchmark: a bare echo and Heraut in turn, each from a fresh start to what it sent and wrote."""

import shutil
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from bench import company, report
from bench.company import PEOPLE, PUBLIC, Company, person
from bench.load import Load, Wanted
from bench.measure import Run, Runs, Settle, Site, Step, in_turn, measure, off, rows, until
from bench.report import Report, Target, middle
from bench.requests import Requests
from bench.running import Server, free_port, running
from bench.teams.asked import messages, presses
from bench.teams.stand_in import ADAPTIVE, Teams
from bot.teams import render
from tests.stages.teams.login import APP, PASSWORD, TENANT

ECHO, MESSAGE, BUTTON = "echo", "message", "button"
KINDS = {ECHO: "bare echo", MESSAGE: "Heraut: message", BUTTON: "Heraut: button"}
LEGEND = (
    "Bare echo: Microsoft's sample on its SDK. Message: what somebody typed, until the reply is in Teams. Button: a "
    "press of Share, until the changed card is returned, with its commit; rates also wait for the permanent change "
    "of the card. Medians of the runs; CPU is computing, at 16 in flight."
)


async def compare(site: Site, step: Step) -> Report:
    acme = await company.found(site.folder / "teams.db", TENANT, "teams")
    runs = await in_turn(KINDS, site.rounds, partial(run, site, acme), step)
    return Report((report.measured(KINDS, runs, LEGEND),), targets(runs))


async def run(site: Site, acme: Company, kind: str) -> Run:
    file, port, teams = site.folder / f"teams-{kind}.db", free_port(), Teams()
    for old in site.folder.glob(f"{file.name}*"):
        old.unlink()
    shutil.copy(site.folder / "teams.db", file)
    words = "Echo: help" if kind == ECHO else render.summary(acme.help)
    async with teams.running() as url:
        asked = presses(acme.nudge, teams.login) if kind == BUTTON else messages(teams.login)
        with _server(kind, port, file, url) as server:
            if kind == BUTTON:
                run = await measure(server, asked, site.seconds, _changed(teams, asked), Wanted(ADAPTIVE.encode()))
            else:
                run = await measure(server, asked, site.seconds, wanted=Wanted(besides=_replied(teams)))
    said = {"rows": rows(file), "changes": len(teams.changed)} if kind == BUTTON else {"replies": teams.words[words]}
    return run._replace(wrong=", ".join(filter(None, [off(run, **said), *teams.complaints()])))


def _server(kind: str, port: int, file: Path, url: str) -> AbstractContextManager[Server]:
    log = file.with_suffix(".log")
    if kind == ECHO:
        return running(["-m", "bench.teams.echo", str(port), url], port, log, {})
    settings = {
        "TEAMS_APP_ID": APP,
        "TEAMS_TENANT_ID": TENANT,
        "TEAMS_APP_PASSWORD": PASSWORD,
        "TEAMS_LOGIN_URL": url,
        "TEAMS_OPENID_URL": f"{url}/v1/.well-known/openidconfiguration",
        "TEAMS_LOCAL": "true",
        "PUBLIC_URL": PUBLIC,
        "DATABASE_URL": f"sqlite:///{file}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    return running(["-m", "bench.teams.heraut"], port, log, settings)


# ── What Teams received ───────────────────────────────────────────────────────────────────────────


def _replied(teams: Teams) -> Callable[[int], Awaitable[None]]:
    return lambda number: teams.reply(f"a:{person(number % PEOPLE)}")


def _changed(teams: Teams, asked: Requests) -> Settle:
    """Wait until each card is changed permanently. The rate counts what is done by then."""

    async def settle(load: Load) -> tuple[Load, int]:
        async def done() -> bool:
            return len(teams.changed) >= asked.went - load.failed

        ended = time.perf_counter()
        await until(done)
        times = [*teams.changed.values()]
        took = max(times, default=ended) - load.begun
        return load._replace(rate=load.answered / took), sum(at > ended for at in times)

    return settle


# ── The targets ─────────────────────────────────────────────────────────────────────────


def targets(runs: Runs) -> list[Target]:
    found = []
    for kind in (MESSAGE, BUTTON):
        found.append(report.beside(runs, kind, ECHO, 3, KINDS))
        p99 = middle(runs[kind], lambda run: run.at[16].load.p99)
        found.append((f"{KINDS[kind]}, p99 at 16 in flight under 100 ms", f"{p99:.0f} ms", p99 < 100))
    return [*found, report.nothing_wrong("each was answered once; each press left its row", KINDS, runs)]
