"""The figures as tables: what was measured, and whether each target is reached."""

from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.table import Table

from bench.measure import FLIGHTS, Run, Runs

Target = tuple[str, str, bool]  # description, measurement, whether it is reached


class Report(NamedTuple):
    """What a subject found: tables to show, and targets to reach."""

    shown: tuple[RenderableType, ...]
    targets: list[Target]


def show(console: Console, title: str, found: Report) -> bool:
    """Print a report. Returns whether all targets are reached."""
    console.rule(title)
    table = Table("target", "measured", "")
    for what, much, well in found.targets:
        table.add_row(what, much, "[green]PASS[/]" if well else "[red]MISSED[/]")
    console.print(*found.shown, table)
    return all(well for _, _, well in found.targets)


def middle(runs: Iterable[Run], figure: Callable[[Run], float]) -> float:
    return median(figure(run) for run in runs)


def measured(kinds: Mapping[str, str], runs: Runs, legend: str) -> Table:
    """The table of figures, with a column for each kind."""
    table = Table("", caption=legend, caption_justify="left")
    for name in kinds.values():
        table.add_column(name, justify="right")
    for flight in FLIGHTS:
        rates, times = zip(*(_at(runs[kind], flight) for kind in kinds), strict=True)
        table.add_row(f"{flight} in flight, req/s", *rates)
        table.add_row("p50 / p99, ms", *times, style="dim", end_section=True)
    table.add_row("CPU for each, ms", *(f"{middle(runs[kind], lambda run: run.at[16].cost):.2f}" for kind in kinds))
    table.add_row("start to answer, s", *(f"{middle(runs[kind], lambda run: run.start):.2f}" for kind in kinds))
    table.add_row("resident, MB", *(f"{middle(runs[kind], lambda run: run.memory):.0f}" for kind in kinds))
    return table


def _at(runs: list[Run], flight: int) -> tuple[str, str]:
    loads = [run.at[flight].load for run in runs]
    rate, p50, p99 = (median(figures) for figures in zip(*((x.rate, x.p50, x.p99) for x in loads), strict=True))
    return f"{rate:,.0f}", f"{p50:.1f} / {p99:.1f}"


def beside(runs: Runs, kind: str, other: str, times: float, kinds: Mapping[str, str]) -> Target:
    """A ratio within each round, so that other work on the machine affects both sides."""
    pairs = zip(runs[kind], runs[other], strict=True)
    ratio = median(one.at[16].load.rate / max(two.at[16].load.rate, 1) for one, two in pairs)
    return f"{kinds[kind]} at 16 in flight {times:g} × {kinds[other]}", f"{ratio:.2f} ×", ratio >= times


def nothing_wrong(what: str, kinds: Mapping[str, str], runs: Runs) -> Target:
    wrong = [f"{kinds[kind]}: {run.wrong}" for kind, several in runs.items() for run in several if run.wrong]
    return what, "; ".join(wrong) or "all", not wrong
