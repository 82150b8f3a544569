"""The figures as two tables: what was measured, and whether it reaches what it should."""

from collections.abc import Callable, Iterable
from statistics import median

from rich.console import Console, Group
from rich.table import Table

from bench.measure import ACK, FLIGHTS, GROUP, HERAUT, ORM, Run

NAMES = {ACK: "(a) ack", ORM: "(b) ORM", GROUP: "(b) group", HERAUT: "Heraut"}
LEGEND = """(a) a bare Bolt app acknowledges. (b) That plus one SQLite commit, by the ORM over
aiosqlite or by sqlite3 in groups. Heraut: a press of Share, from the door to the
card in its place. Medians of the runs; CPU is computing, at 16 in flight."""
Runs = dict[str, list[Run]]
Target = tuple[str, str, bool]  # what, how much, reached


def middle(runs: Iterable[Run], figure: Callable[[Run], float]) -> float:
    return median(figure(run) for run in runs)


def measured(runs: Runs) -> Table:
    table = Table("", caption=LEGEND, caption_justify="left")
    for name in NAMES.values():
        table.add_column(name, justify="right")
    for flight in FLIGHTS:
        rates, times = zip(*(_at(runs[kind], flight) for kind in NAMES), strict=True)
        table.add_row(f"{flight} in flight, req/s", *rates)
        table.add_row("p50 / p99, ms", *times, style="dim", end_section=True)
    table.add_row("CPU for each, ms", *(f"{middle(runs[kind], lambda run: run.at[16].cost):.2f}" for kind in NAMES))
    table.add_row("start to answer, s", *(f"{middle(runs[kind], lambda run: run.start):.2f}" for kind in NAMES))
    table.add_row("resident, MB", *(f"{middle(runs[kind], lambda run: run.memory):.0f}" for kind in NAMES))
    return table


def _at(runs: list[Run], flight: int) -> tuple[str, str]:
    loads = [run.at[flight].load for run in runs]
    rate, p50, p99 = (median(figures) for figures in zip(*((x.rate, x.p50, x.p99) for x in loads), strict=True))
    return f"{rate:,.0f}", f"{p50:.1f} / {p99:.1f}"


def targets(runs: Runs) -> list[Target]:
    heraut = runs[HERAUT]
    p99 = middle(heraut, lambda run: run.at[64].load.p99)
    start, memory = middle(heraut, lambda run: run.start), middle(heraut, lambda run: run.memory)
    wrong = [f"{NAMES[kind]}: {run.wrong}" for kind, several in runs.items() for run in several if run.wrong]
    return [
        _beside(runs, ORM),
        _beside(runs, GROUP),
        ("p99 at 64 in flight under 150 ms", f"{p99:.0f} ms", p99 < 150),
        ("start to first answer under 2 s", f"{start:.2f} s", start < 2),
        ("resident memory under 150 MB", f"{memory:.0f} MB", memory < 150),
        ("each press left its row and its reply", "; ".join(wrong) or "all", not wrong),
    ]


def _beside(runs: Runs, kind: str) -> Target:
    """Of runs side by side, so that what else the machine did then weighs on both."""
    pairs = zip(runs[HERAUT], runs[kind], strict=True)
    ratio = median(heraut.at[16].load.rate / max(other.at[16].load.rate, 1) for heraut, other in pairs)
    return f"at 16 in flight 0.6 × {NAMES[kind]}", f"{ratio:.2f} ×", ratio >= 0.6


def reached(found: list[Target]) -> Table:
    table = Table("to reach", "measured", "")
    for what, much, well in found:
        table.add_row(what, much, "[green]PASS[/]" if well else "[red]MISSED[/]")
    return table


def show(console: Console, runs: Runs) -> bool:
    """Whether all was reached."""
    found = targets(runs)
    behind = middle(runs[HERAUT], lambda run: run.at[64].behind)
    note = f"Replies not yet said when the last press at 64 in flight was acknowledged: {behind:.0f}"
    console.print(Group(measured(runs), reached(found), note))
    return all(well for _, _, well in found)
