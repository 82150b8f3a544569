"""`python app.py simulate`: a made-up company's weeks with the rule and without it, and a report of both."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from bot.terminal.simulate.effects import effects
from bot.terminal.simulate.pair import play_both
from bot.terminal.simulate.play import RULES
from bot.terminal.simulate.report import Found, write
from bot.terminal.simulate.sections import NAMES, sections

People = Annotated[int, typer.Option(help="How many colleagues.", min=12, max=5000)]
Weeks = Annotated[int, typer.Option(help="How long.", min=2, max=26)]
Seed = Annotated[int, typer.Option(help="Another number, another company; the same number, the same report.")]
Out = Annotated[Path, typer.Option(help="The folder for the report and its pictures.", file_okay=False)]


def command(console: Console) -> Callable[[int, int, int, Path], None]:
    """Prints a summary, writes the report, and exits with 1 if a promise was broken."""

    def simulate(people: People = 500, weeks: Weeks = 8, seed: Seed = 1, out: Out = Path("simulation")) -> None:
        """Play a made-up company's weeks, offline. Example: [bold]python app.py simulate --people 100 --weeks 4[/]"""
        found = _found(console, people, weeks, seed)
        page = write(found, out)
        _show(console, found)
        console.print(f"The report: {page}", highlight=False)
        raise SystemExit(0 if found.kept else 1)

    return simulate


def _found(console: Console, people: int, weeks: int, seed: int) -> Found:
    with Progress(console=console, transient=True) as bars:
        tasks = {rule: bars.add_task(name, total=1.0) for rule, name in zip(RULES, NAMES, strict=True)}
        pair = play_both(people, weeks, seed, lambda rule, part: bars.update(tasks[rule], completed=part))
    told = tuple(effects(*pair, seed))
    return Found(people=people, weeks=weeks, seed=seed, pair=pair, effects=told, sections=tuple(sections(pair)))


def _show(console: Console, found: Found) -> None:
    """With the intervals; on a narrow terminal each wraps in its own cell."""
    table = Table(
        box=None, padding=(0, 2, 0, 0), title=f"{found.people:,} people, {found.weeks} weeks", title_justify="left"
    )
    for heading in ("", *NAMES, "Difference"):
        table.add_column(heading, justify="left" if not heading else "right")
    for effect in found.effects:
        told = (effect.adaptive.words(effect.unit), effect.fixed.words(effect.unit), effect.difference)
        table.add_row(effect.what, *told)
    table.add_section()
    for what, broken in found.promises:
        table.add_row(what, *(Text(str(many), "bold red" if many else "green") for many in broken), "")
    table.add_section()
    for what, sent in found.kinds:
        table.add_row(f"Sent: {what}", *(f"{many:,}" for many in sent), "")
    console.print(table)
