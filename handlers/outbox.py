"""Saying something unprompted: a row with a key, in the same transaction as its cause."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, Update, update
from sqlalchemy.orm import Session

from handlers.interaction import Frozen
from models import Message, Person
from models.engine import insert_new


class Wait(Frozen):
    """What a writer of cards answers when the message is right but the moment is not."""

    until: datetime


def enqueue(
    session: Session,
    key: str,
    *,
    workspace: str,
    subject: str,
    address: str,
    due: datetime,
    now: datetime,
    person: str | None = None,
) -> bool:
    """Queue what `key` says, once; False when it was queued before. The kind is the key's first word."""
    row = {"workspace": workspace, "key": key, "kind": key.partition(":")[0], "subject": subject, "address": address}
    state = {"state": "queued", "attempts": 0, "reason": "", "due_at": due, "created_at": now, "person": person}
    return insert_new(session, Message, [row | state]) == 1


def tell(session: Session, person: Person, key: str, subject: str, now: datetime, due: datetime | None = None) -> bool:
    """Queue something for one person."""
    name = person.person
    to = {"workspace": person.workspace, "address": name, "person": name}
    return enqueue(session, key, subject=subject, due=due or now, now=now, **to)


Subjects = Sequence[str] | Select[str]


def refresh(session: Session, workspace: str, kind: str, subjects: Subjects, now: datetime) -> None:
    """Have the sent messages about these subjects written anew, in place."""
    sent = _about(workspace, kind, subjects).where(Message.state == "sent")
    session.execute(sent.values(state="stale", due_at=now))


def withdraw(session: Session, workspace: str, kind: str, subjects: Subjects, reason: str) -> None:
    """Take back what waits about these subjects."""
    waiting = _about(workspace, kind, subjects).where(Message.state == "queued")
    session.execute(waiting.values(state="cancelled", reason=reason))


def cancel(session: Session, person: Person, kinds: tuple[str, ...], reason: str) -> None:
    """Take back what waits for a person."""
    session.execute(
        update(Message)
        .where(
            Message.workspace == person.workspace,
            Message.person == person.person,
            Message.kind.in_(kinds),
            Message.state == "queued",
        )
        .values(state="cancelled", reason=reason)
    )


def _about(workspace: str, kind: str, subjects: Subjects) -> Update:
    return update(Message).where(Message.workspace == workspace, Message.kind == kind, Message.subject.in_(subjects))
