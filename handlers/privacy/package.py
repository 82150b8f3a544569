"""The file that people take along: everything kept about them, as JSON and as tables, in one archive."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.language import Words
from handlers.privacy.holdings import holds_of, mine, people_in, table_of
from handlers.registry.surfaces import Held
from models import Content, Person

RISKY = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets read these as formulas
MADE = (1980, 1, 1, 0, 0, 0)  # the date of the files in the archive: the earliest there is


class FileSection(NamedTuple):
    """One kind of data: its title, the names of its columns in words, and its rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def sections(session: Session, person: Person) -> list[FileSection]:
    """Everything kept about a person, readable. Colleagues appear by name in thanks alone."""
    holds, words = holds_of(session), Words.of(person.locale)
    return [section for held in holds if (section := _section(session, held, holds, person, words)).rows]


def archive(found: Sequence[FileSection]) -> bytes:
    """The archive: one JSON file, and one CSV file for each kind of data."""
    body = io.BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(ZipInfo("my-data.json", MADE), _json(found))
        for number, section in enumerate(found, start=1):
            zipped.writestr(ZipInfo(f"{number:02} {_file_name(section.title)}.csv", MADE), _csv(section))
    return body.getvalue()


def _section(session: Session, held: Held, holds: Sequence[Held], person: Person, words: Words) -> FileSection:
    table = table_of(held)
    others = people_in(holds).get(table.name, set()) - {held.column}
    names = held.shows or [column.name for column in table.columns if column.name not in {"workspace", *others}]
    rows = session.execute(select(*(table.c[name] for name in names)).where(mine(held, holds, person))).all()
    told = [
        [_told(session, person, name, value, somebody=name in others) for name, value in zip(names, row, strict=True)]
        for row in rows
    ]
    return FileSection(words.t(held.what), [_in_words(name) for name in names], told)


def _told(session: Session, person: Person, column: str, value: object, *, somebody: bool) -> str:
    """A value as people read it: names and titles in place of ids, times in the person's zone."""
    if somebody:
        other = session.get(Person, (person.workspace, value))
        return other.name if other else ""
    if column == "content":
        content = session.get(Content, (person.workspace, value))
        return content.title if content else ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _in_words(column: str) -> str:
    """nudged_at → Nudged at."""
    return column.replace("_", " ").capitalize()


def _file_name(title: str) -> str:
    kept = "".join(char if char.isalnum() or char == " " else "" for char in title)
    return " ".join(kept.split())[:60]


def _json(found: Sequence[FileSection]) -> bytes:
    told: Mapping[str, object] = {
        one.title: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in found
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _csv(section: FileSection) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(section.columns)
    writer.writerows([_safe(cell) for cell in row] for row in section.rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(RISKY) else cell
