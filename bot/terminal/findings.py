"""What was looked into, on the terminal: what is well, what is not, and how to mend it."""

from collections.abc import AsyncIterator, Sequence

from rich.console import Console
from rich.progress import Progress

Finding = tuple[bool, str, str]  # whether all is well, what was found, how to mend it


def findings(console: Console, found: Sequence[Finding]) -> bool:
    """Whether all is well."""
    for well, what, mend in found:
        console.print(f"[green]✓[/] {what}" if well else f"[red]✗[/] {what}\n  → {mend}", highlight=False)
    return all(well for well, _, _ in found)


async def progress(console: Console, what: str, steps: AsyncIterator[int], total: int) -> None:
    """A bar, until all is done."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        async for step in steps:
            bar.update(task, completed=step)
