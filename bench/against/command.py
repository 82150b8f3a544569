"""`python -m bench against REV [SUBJECT…]`."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bench.against import compare, trees
from bench.against.figures import LAST_MEASURED, SUBJECTS

PROBES = Path(__file__).parent / "probes"

QUICK = [name for name, subject in SUBJECTS.items() if subject.quick]

console = Console()


def against(
    revision: Annotated[str, typer.Argument(metavar="REV", help="Any commit, tag or branch of this repository.")],
    subjects: Annotated[
        list[str] | None, typer.Argument(metavar="[SUBJECT]…", help=f"Any of {', '.join(SUBJECTS)}; all by default.")
    ] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help=f"{', '.join(QUICK)} in small; about four minutes.")] = False,
    rounds: Annotated[int | None, typer.Option(min=1, help="How many times each; 3 by default, 2 if quick.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where databases are written, preferably a real disk.")] = None,
) -> None:
    """Compare this tree, as it is, with another revision. Example: [bold]python -m bench against v1.0 slack[/]

    Both are measured in turns on this machine. Exits with 1 where a figure is too much worse, or a target is missed.
    """
    if unknown := {*(subjects or ())} - SUBJECTS.keys():
        raise typer.BadParameter(f"There is no {', '.join(unknown)}; choose from {', '.join(SUBJECTS)}.")
    names = subjects or (QUICK if quick else [*SUBJECTS])
    try:
        commit = trees.commit_of(revision)
        with TemporaryDirectory(prefix="heraut-against-", dir=folder) as made:
            well = _compare(commit, names, Path(made), rounds or (2 if quick else 3), "quick" if quick else "full")
    except (trees.NoRevision, compare.Failed) as problem:
        console.print(str(problem), markup=False, highlight=False)
        raise typer.Exit(2) from None
    raise typer.Exit(0 if well else 1)


def _compare(commit: str, names: list[str], site: Path, times: int, size: compare.Size) -> bool:
    last_measured, well = commit.startswith(LAST_MEASURED), True
    with Progress(console=console, transient=True, refresh_per_second=2) as progress:
        task = progress.add_task(f"checking out {commit[:7]}", total=2 * times * len(names))
        both = trees.checked_out(commit, site), trees.here(site)
        for tree in both:
            trees.compile_sources(tree)
        console.print(_conditions(both[0], times, size), highlight=False)
        for name in names:
            probe = PROBES / f"{name}.py"
            pairs = compare.rounds(
                probe, both, times, size, lambda what: progress.update(task, description=what, advance=1)
            )
            well &= compare.show(console, name, SUBJECTS[name], pairs, both[0], last_measured=last_measured)
    return well


def _conditions(other: trees.Tree, times: int, size: compare.Size) -> str:
    """The date, both revisions and the machine: what has to stand beside a figure in a document."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d} UTC, {trees.described()} against {other.name}, {times} rounds ({size}); "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
