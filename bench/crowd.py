"""Up to a million people with a history, in a hundred workspaces. One statement fills each table in seconds."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, String, case, cast, insert, literal, select, text
from sqlalchemy.orm import Session

from handlers.outbox.kinds import NUDGE
from handlers.outbox.queue import message_row
from models import Base, Content, ContentTag, Message, Nudge, Person, Preference, Workspace

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)  # a Wednesday, within working hours in each of these zones
ZONES = ("Europe/London", "Europe/Amsterdam", "Europe/Athens", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata")
WORKSPACES, CONTENTS = 100, 20
DUE, NUDGED = 20, 10  # every 20th person is due; every 10th was nudged before, with two pieces of content
MONTH, DAY = timedelta(days=30), timedelta(days=1)
Column = ColumnElement[object]
Number = ColumnElement[int]


def seed(session: Session, people: int) -> None:
    """Fill an empty store."""
    each = people // WORKSPACES
    i = numbered(WORKSPACES)
    fill(session, Workspace, workspace=name("w", i), platform="office", created_at=NOW - MONTH)
    _people(session, numbered(people), each)
    _contents(session, numbered(WORKSPACES * CONTENTS), each)
    _history(session, numbered(people // NUDGED * 2), each)
    session.execute(text("ANALYZE"))


def _people(session: Session, i: Number, each: int) -> None:
    who = {"workspace": name("w", i // each), "person": name("U", i)}
    zone = case(dict(enumerate(ZONES)), value=i // DUE % len(ZONES))
    looks = case((i % DUE == 0, NOW), else_=NOW + DAY)
    met = {"met_at": NOW - MONTH, "joined_at": NOW - MONTH, "name": "Person"}
    fill(session, Person, **who, **met, timezone=zone, next_at=looks, weekly_most=i // DUE % 4 + 2)
    fill(session, Preference, **who, kind="topic", value=_either(i // DUE % 3))


def _contents(session: Session, i: Number, each: int) -> None:
    w = i // CONTENTS
    its = {
        "workspace": name("w", w),
        "author": name("U", w * each),
        "starts_at": NOW - MONTH,
        "created_at": NOW - MONTH,
    }
    page = literal("https://acme.example/news/") + cast(i % CONTENTS, String)
    said = {"url": page, "title": "News", "state": "running"}
    fill(session, Content, **its, **said, id=name("c", i % CONTENTS))
    fill(
        session,
        ContentTag,
        workspace=its["workspace"],
        content=name("c", i % CONTENTS),
        kind="topic",
        value=_either(i % 2),
    )


def _history(session: Session, i: Number, each: int) -> None:
    number = i // 2 * NUDGED
    who = {"workspace": name("w", number // each), "person": name("U", number)}
    content = name("c", i % 2)
    id_ = who["person"] + "." + content
    planned = case((i % 2 == 0, NOW - 9 * DAY), else_=NOW - 5 * DAY)
    its = {"planned_at": planned, "answer": "share", "answered_at": planned}  # so nobody's pace slows down
    fill(session, Nudge, **who, id=id_, content=content, **its, asked=False, round=1, text=0)
    said = message_row("", NUDGE.key(), "", "", NOW - 9 * DAY, NOW - 9 * DAY) | {"state": "sent", "ref": "r", **who}
    fill(session, Message, **said | {"key": "nudge:" + id_ + ":1", "subject": id_, "address": who["person"]})


def fill(session: Session, table: type[Base], **columns: object) -> None:
    found = [value if isinstance(value, ColumnElement) else literal(value) for value in columns.values()]
    session.execute(insert(table).from_select([*columns], select(*found)))


def numbered(rows: int) -> Number:
    """Rows that hold 0, 1, 2, …"""
    numbers = select(literal(0).label("i")).cte("numbers", recursive=True)
    return numbers.union_all(select(numbers.c.i + 1).where(numbers.c.i < rows - 1)).c.i


def name(letter: str, number: Number) -> ColumnElement[str]:
    return literal(letter) + cast(number, String)


def _either(number: Number) -> ColumnElement[str]:
    return case((number == 0, "Jobs"), else_="Events")
