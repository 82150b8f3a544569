"""`python app.py import`: content from the files of spreadsheets and of other suites."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TimeElapsedColumn

from handlers.core.interaction import Now
from handlers.core.work import Ask
from handlers.imports.columns import field_labels
from handlers.imports.file_kinds import open_table
from handlers.imports.imports import ImportOutcome, NobodyToAsk, import_rows, importer
from handlers.imports.merges import Merged
from handlers.imports.rows import Importer, ImportRow, Refusal, header_of, read_rows
from handlers.imports.table import FileTable, UnreadableFile

File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV or .xlsx, with a row that names the columns.")]
By = Annotated[str, typer.Option("--by", help="Whose content it becomes: the id of a champion, if there are several.")]
Workspace = Annotated[str, typer.Option(help="The id of their workspace, if there are several.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only tell what would happen, row by row.")]
Publish = Annotated[bool, typer.Option("--publish", help="Publish it at once. Without this, it becomes drafts.")]
Skip = Annotated[bool, typer.Option("--skip-refused", help="Import the other rows if some are refused.")]
Encoding = Annotated[str, typer.Option(help="How a CSV file is written, such as windows-1250, if it is read wrongly.")]
Sheet = Annotated[str, typer.Option(help="Which sheet of a workbook, if not the first that names its columns.")]


def group(ask: Ask, now: Now, console: Console) -> typer.Typer:
    """The command with its own commands."""
    imports = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", help="Content from a file.")
    imports.command()(Commands(ask, now, console).content)
    return imports


class Commands:
    """Reads first, without the store; then writes all in one transaction."""

    def __init__(self, ask: Ask, now: Now, console: Console) -> None:
        self._ask = ask
        self._now = now
        self._console = console

    def content(
        self,
        file: File,
        by: By = "",
        workspace: Workspace = "",
        dry_run: Dry = False,
        publish: Publish = False,
        skip_refused: Skip = False,
        encoding: Encoding = "",
        sheet: Sheet = "",
    ) -> None:
        """Import content from CSV or .xlsx. Example: [bold]python app.py import content posts.csv --dry-run[/]"""
        try:
            table = open_table(file, encoding, sheet)
            _tell_columns(file, table)
            who = self._ask(partial(importer, person=by, workspace=workspace, now=self._now()))
            rows = self._read(table, who)
        except (UnreadableFile, NobodyToAsk) as problem:
            raise SystemExit(str(problem)) from None
        fits, refused = (
            [row for row in rows if isinstance(row, ImportRow)],
            [row for row in rows if isinstance(row, Refusal)],
        )
        dry = dry_run or bool(refused and not skip_refused)
        done = self._ask(partial(import_rows, who=who, rows=fits, now=self._now(), live=publish, dry=dry))
        for line in _told(done, refused, each=dry_run):
            typer.echo(line)
        typer.echo(_sum(done, refused, dry_run=dry_run, kept=not dry, live=publish))
        raise SystemExit(1 if refused else 0)

    def _read(self, table: FileTable, who: Importer) -> list[ImportRow | Refusal]:
        """With the number of rows so far."""
        columns = Progress.get_default_columns()[0], "{task.completed}", TimeElapsedColumn()
        with Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal) as bar:
            return [*bar.track(read_rows(table, who), total=None, description="rows")]


def _tell_columns(file: Path, table: FileTable) -> None:
    number, columns = header_of(table)
    named = ", ".join(field_labels()[field] for field in columns.at)
    typer.echo(_plain(f"{file.name} ({table.about}): row {number} names {named}."))
    if columns.unknown:
        typer.echo(_plain(f"Not read: {', '.join(columns.unknown)}."))


def _told(done: ImportOutcome, refused: Sequence[Refusal], *, each: bool) -> Iterator[str]:
    """A line for each row that is refused, here already or merged, and with `each` for the others, in order."""
    said = [(row.number, "refused", row.why) for row in refused]
    said += [(row.number, "here already", row.why) for row in done.twins]
    said += [(part.number, "merged", _merged(part)) for part in done.merged]
    said += [(row.number, "new", _about(row)) for row in done.new if each]
    for number, what, why in sorted(said):
        yield f"row {number}\t{what}\t{_plain(why)}"


def _merged(part: Merged) -> str:
    adds = "What it adds goes there." if part.adds else "It adds nothing."
    return f"It is about the same as row {part.row}. {adds}"


def _about(row: ImportRow) -> str:
    days = f"{row.form.starts} to {row.form.ends}"
    notes = f" ({'; '.join(row.notes)})" if row.notes else ""
    return f"{days}  {row.form.url or 'a story'}  {row.form.title}{notes}"


def _sum(done: ImportOutcome, refused: Sequence[Refusal], *, dry_run: bool, kept: bool, live: bool) -> str:
    merged = f"{len(done.merged)} merged, " if done.merged else ""
    counts = f"{len(done.new)} new, {merged}{len(done.twins)} here already, {len(refused)} refused."
    if dry_run:
        return f"{counts} Nothing was changed: this was a dry run."
    if not kept:
        return f"{counts} Nothing was imported. Correct what was refused, or leave it out with --skip-refused."
    if not done.new:
        return f"{counts} Nothing was changed."
    return f"{counts} " + ("The new ones run now." if live else "The new ones are drafts: /heraut content")


def _plain(text: str) -> str:
    """The text without line ends, tabs and what steers a terminal."""
    return "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
