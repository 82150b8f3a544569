"""`python app.py audit`: the audit trail, by ids only."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from handlers.audit.records import Record, records_of
from handlers.core.work import Ask
from handlers.desk.desk import Impossible

Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day on, in UTC.")]
Workspace = Annotated[str, typer.Option(help="Of this workspace alone, by its id.")]
Json = Annotated[bool, typer.Option("--json", help="For machines.")]


def command(ask: Ask) -> Callable[[str, datetime | None, bool], None]:
    """Prints a line for each entry, the oldest first."""

    def audit(workspace: Workspace = "", since: Since = None, json: Json = False) -> None:
        """Who did what, by ids. Example: [bold]python app.py audit --workspace T0123 --since 2026-11-01[/]"""
        try:
            found = ask(partial(records_of, workspace=workspace, since=since.replace(tzinfo=UTC) if since else None))
        except Impossible as problem:
            raise SystemExit(str(problem)) from None
        for record in found:
            typer.echo(record.model_dump_json() if json else _line(record))

    return audit


def _line(record: Record) -> str:
    """Fields between tabs; an administrator at the terminal, and the workspace itself, are a dash."""
    fields = (record.workspace, record.person, record.act, record.about, ",".join(record.details))
    return "\t".join((f"{record.at:%Y-%m-%dT%H:%M:%SZ}", *(field or "-" for field in fields)))
