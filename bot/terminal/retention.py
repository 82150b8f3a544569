"""`python app.py people retention`: how long data is kept, and what the last nights deleted."""

from collections.abc import Callable

from rich.console import Console

from handlers.core.work import Ask
from handlers.retention.periods import PERIODS
from handlers.retention.report import report


def command(ask: Ask, console: Console) -> Callable[[], None]:
    """Prints a workspace after the other."""

    def retention() -> None:
        """How long data is kept, and what was deleted. Example: [bold]python app.py people retention[/]"""
        for kept in ask(report):
            console.print(kept.workspace, highlight=False)
            for kind, days in kept.days.items():
                console.print(f"  {PERIODS[kind].what}: {days} days", highlight=False)
            for day, wiped in kept.nights.items():
                told = ", ".join(f"{kind} {many}" for kind, many in wiped.items()) or "nothing"
                console.print(f"  {day}: {told}", highlight=False)

    return retention
