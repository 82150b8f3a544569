"""Measure two trees in turns, and compare their figures by ratios within each round."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from rich.console import Console
from rich.table import Table

from bench.against.figures import Subject, judge
from bench.against.trees import Tree

Size = Literal["quick", "full"]
Figures = Mapping[str, float]


class Failed(Exception):
    """A measurement did not end well. Carries what it wrote."""


class Pair(NamedTuple):
    """The figures of one round."""

    other: Figures
    here: Figures


class Compared(NamedTuple):
    """One figure over all rounds: medians, the ratio of these, and the lowest and highest ratio within a round.

    All but `here` are None where the other tree cannot measure it.
    """

    here: float
    other: float | None = None
    ratio: float | None = None
    lowest: float | None = None
    highest: float | None = None


def rounds(probe: Path, trees: tuple[Tree, Tree], times: int, size: Size, step: Callable[[str], None]) -> list[Pair]:
    """Measure the other tree and this one `times` times. Every other round begins with this tree. Raises Failed."""
    found = []
    for number in range(times):
        figures = {}
        for tree in trees[:: 1 if number % 2 == 0 else -1]:
            step(f"{probe.stem}: {tree.name}, run {number + 1} of {times}")
            figures[tree] = measured(probe, tree, size)
        found.append(Pair(*(figures[tree] for tree in trees)))
    return found


def measured(probe: Path, tree: Tree, size: Size) -> Figures:
    """Run a probe in a tree, with an empty folder. Raises Failed."""
    with TemporaryDirectory(dir=tree.site) as folder:
        command = [str(tree.python), "-P", str(probe), folder, size]
        done = subprocess.run(
            command, cwd=tree.folder, env=tree.environment(), capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise Failed(f"{probe.stem} in {tree.name} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def compared(pairs: list[Pair], name: str) -> Compared:
    here = median(pair.here[name] for pair in pairs)
    if any(name not in pair.other for pair in pairs):
        return Compared(here)
    ratios = [pair.here[name] / max(pair.other[name], 1e-9) for pair in pairs]
    other = median(pair.other[name] for pair in pairs)
    return Compared(here, other, here / max(other, 1e-9), min(ratios), max(ratios))


def show(
    console: Console, title: str, subject: Subject, pairs: list[Pair], other: Tree, *, last_measured: bool
) -> bool:
    """Print a subject's table. Returns whether each figure is good enough."""
    table = Table(title, other.name, "here", "ratio", "lowest to highest", "wanted", "")
    all_well = True
    for name, figure in subject.figures.items():
        one = compared(pairs, name)
        verdict = judge(figure, one.ratio, one.here, last_measured=last_measured)
        all_well = all_well and verdict.well
        said = "[green]PASS[/]" if verdict.well else "[red]MISSED[/]"
        table.add_row(name, *_written(one), verdict.wanted, said)
    console.print(table)
    return all_well


def _written(one: Compared) -> tuple[str, str, str, str]:
    if one.other is None:
        return "–", f"{one.here:,.4g}", "–", "–"
    return f"{one.other:,.4g}", f"{one.here:,.4g}", f"{one.ratio:.2f} ×", f"{one.lowest:.2f} to {one.highest:.2f}"
