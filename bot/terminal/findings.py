"""The findings of the doctor on the terminal: what is well, what is not, and how to fix it."""

from collections.abc import AsyncIterator, Sequence

from rich.console import Console
from rich.progress import Progress

from bot.finding import Finding


def findings(console: Console, found: Sequence[Finding]) -> bool:
    """Print them; whether all is well."""
    for ok, what, fix in found:
        mark = "[red]✗[/]" if not ok else "[yellow]![/]" if fix else "[green]✓[/]"
        console.print(f"{mark} {what}" + (f"\n  → {fix}" if fix else ""), highlight=False)
    return all(one.ok for one in found)


async def progress(console: Console, what: str, steps: AsyncIterator[int], total: int) -> None:
    """A bar, until all is done."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        async for step in steps:
            bar.update(task, completed=step)
