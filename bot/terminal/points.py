"""`python app.py recompute`: works out points, badges and running totals again."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer
from rich.console import Console

from handlers.core.interaction import Now
from handlers.core.work import Ask
from handlers.recognition import recompute, week_points
from handlers.results import recount


def command(ask: Ask, now: Now, console: Console) -> Callable[[bool], None]:
    """Prints differences. With --check, exits with 1 when there are any."""

    def recompute_points(
        check_only: Annotated[
            bool, typer.Option("--check", help="Change nothing; exit with 1 if anything differs.")
        ] = False,
    ) -> None:
        """Work out points, badges and totals again from what happened. Example: [bold]python app.py recompute[/]"""
        points = ask(recompute.recompute if check_only else partial(recompute.correct_ledger, now=now()))
        weeks = ask(week_points.check_points if check_only else week_points.correct_points)
        differences = [*points, *weeks, *ask(recount.check_totals if check_only else recount.correct_totals)]
        for difference in differences:
            console.print(difference)
        console.print("Nothing differs." if not differences else f"{len(differences)} differences.")
        raise SystemExit(1 if differences and check_only else 0)

    return recompute_points
