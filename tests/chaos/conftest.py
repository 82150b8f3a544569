"""Print the figures of the storms in one table at the end."""

from collections.abc import Callable

import pytest
from rich.console import Console
from rich.table import Table

NAME = "chaos"
Tell = Callable[..., None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None], request: pytest.FixtureRequest) -> Tell:
    """Record figures for the table, each with a name and a value."""

    def told(**figures: object) -> None:
        said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        record_property(NAME, said)

    return told


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a row for each storm that recorded figures."""
    table = Table("storm", "figures", title="Faults", title_justify="left")
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties if report.when == "call" else ():
                if name == NAME:
                    table.add_row(report.nodeid.partition("::")[2], f"{outcome}: {value}")
    if table.row_count:
        Console().print(table)
