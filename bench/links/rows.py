"""The links benchmark: a bare redirect, Heraut, and Heraut with ten million stored clicks, in turn."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from statistics import median

from bench import report
from bench.links.stores import counted, filled, token
from bench.load import Load, Wanted, press
from bench.measure import FLIGHTS, At, Run, Runs, Site, Step, in_turn
from bench.report import Report, Target
from bench.running import free_port, running

BARE, LINKS, MANY = "bare", "links", "many"
KINDS = {BARE: "bare redirect", LINKS: "Heraut", MANY: "Heraut, 10 million clicks"}
STORED, QUICKLY = 10_000_000, 200_000  # the second is for --quick
VISITORS = 5000
LEGEND = (
    "Bare redirect: aiohttp's server, and a handler that answers 302. Heraut: a redirect with its link looked up, and "
    "each click judged and counted; 5,000 visitors in turn. Medians of the runs; CPU is computing, at 16 in flight."
)
FOUND = Wanted(well=range(302, 303))
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


async def compare(site: Site, step: Step) -> Report:
    stored = QUICKLY if site.rounds == 1 else STORED
    step(f"writing {stored:,} clicks")
    urls = {kind: await filled(site.folder / f"{kind}.db", clicks) for kind, clicks in ((LINKS, 0), (MANY, stored))}
    before = dict.fromkeys(urls, 0)
    runs = await in_turn(KINDS, site.rounds, partial(run, site, urls, before), step)
    return Report((report.measured(KINDS, runs, LEGEND),), targets(runs))


async def run(site: Site, urls: dict[str, str], before: dict[str, int], kind: str) -> Run:
    port, log = free_port(), site.folder / f"links-{kind}.log"
    settings = {"DATABASE_URL": urls.get(kind, ""), "HOST": "127.0.0.1", "PORT": str(port)}
    words = ["-m", "bench.links.bare", str(port)] if kind == BARE else ["-m", "bench.links.heraut"]
    with running(words, port, log, settings) as server:
        requests = _requests()
        start = server.first_answer(next(requests)[1], b"HTTP/1.1 302")
        warm = await press(port, requests, 16, site.seconds / 2, FOUND)
        at = {}
        for flight in FLIGHTS:
            computed = server.computed
            load = await press(port, requests, flight, site.seconds, FOUND)
            at[flight] = At(load, (server.computed - computed) / max(load.answered, 1) * 1000, 0)
        memory = server.memory
    loads = [warm, *(one.load for one in at.values())]
    run = Run(start, at, memory, 1 + sum(one.answered for one in loads), sum(one.failed for one in loads))
    return run if kind == BARE else run._replace(wrong=await _wrong(urls[kind], before, kind, run))


async def _wrong(url: str, before: dict[str, int], kind: str, run: Run) -> str:
    """Describe any difference between clicks counted and requests answered."""
    there = await counted(url)
    new, before[kind] = there - before[kind], there
    said = [f"{run.failed} failed"] if run.failed else []
    return ", ".join([*said, *([f"{new} counted for {run.answered}"] if new != run.answered else [])])


def _requests() -> Iterator[tuple[int, bytes]]:
    """One visitor after another, as a browser would ask."""
    asked = [_request(number) for number in range(VISITORS)]
    return ((number, asked[number % VISITORS]) for number in count())


def _request(visitor: int) -> bytes:
    headers = {
        "Host": "heraut.example",
        "User-Agent": AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "nl,en-US;q=0.7,en;q=0.3",
        "Accept-Encoding": "gzip, deflate, br",
        "Sec-Fetch-Dest": "document",
        "X-Forwarded-For": f"198.51.{visitor // 256}.{visitor % 256}",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"GET /l/{token(0)} HTTP/1.1\r\n{head}\r\n".encode()


def targets(runs: Runs) -> list[Target]:
    found = [_beside(runs, flight, least) for flight, least in ((16, 0.5), (64, 0.7))]
    for flight in (16, 64):
        times = _ratio(runs, LINKS, BARE, lambda load: load.p99, flight)
        found.append((f"p99 at {flight} in flight under 4 × that of a bare redirect", f"{times:.2f} ×", times < 4))
        for name, figure in (("rate", lambda load: load.rate), ("p99", lambda load: load.p99)):
            times = _ratio(runs, MANY, LINKS, figure, flight)
            well = times > 0.9 if name == "rate" else times < 1.1
            found.append((f"{name} at {flight} in flight within 10 % with many clicks", f"{times:.2f} ×", well))
    return [*found, report.nothing_wrong("each click was counted once", KINDS, runs)]


def _beside(runs: Runs, flight: int, least: float) -> Target:
    times = _ratio(runs, LINKS, BARE, lambda load: load.rate, flight)
    return f"{least:g} × the rate of a bare redirect at {flight} in flight", f"{times:.2f} ×", times >= least


def _ratio(runs: Runs, kind: str, other: str, figure: Callable[[Load], float], flight: int) -> float:
    """A ratio within each round, so that other work on the machine affects both sides."""
    pairs = zip(runs[kind], runs[other], strict=True)
    return median(figure(one.at[flight].load) / max(figure(two.at[flight].load), 1e-9) for one, two in pairs)
