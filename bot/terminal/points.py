"""`python app.py recompute`: works out points, badges and running totals again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TimeElapsedColumn

from handlers.core.interaction import Now
from handlers.core.work import Ask, Work
from handlers.recognition import recompute, week_points
from handlers.results import recount

Differences = Work[Sequence[object]]


def command(ask: Ask, now: Now, console: Console) -> Callable[[bool], None]:
    """Prints differences. With --check, exits with 1 when there are any."""

    def recompute_points(
        check_only: Annotated[
            bool, typer.Option("--check", help="Change nothing; exit with 1 if anything differs.")
        ] = False,
    ) -> None:
        """Work out points, badges and totals again from what happened. Example: [bold]python app.py recompute[/]"""
        parts: Sequence[tuple[str, Differences, Differences]] = (
            ("points and badges", recompute.recompute, partial(recompute.correct_ledger, now=now())),
            ("points by week", week_points.check_points, week_points.correct_points),
            ("totals", recount.check_totals, recount.correct_totals),
        )
        differences = list[object]()
        with Progress(*Progress.get_default_columns()[:3], TimeElapsedColumn(), console=console, transient=True) as bar:
            task = bar.add_task("", total=len(parts))
            for what, check, correct in parts:
                bar.update(task, description=what)
                differences += ask(check if check_only else correct)
                bar.advance(task)
        for difference in differences:
            console.print(difference)
        console.print("Nothing differs." if not differences else f"{len(differences)} differences.")
        raise SystemExit(1 if differences and check_only else 0)

    return recompute_points
