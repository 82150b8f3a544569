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


def row(
    workspace: str, key: str, subject: str, address: str, now: datetime, due: datetime, person: str | None = None
) -> dict[str, object]:
    """A queued message. Its kind is the key's first word."""
    return {
        "workspace": workspace,
        "key": key,
        "kind": key.partition(":")[0],
        "subject": subject,
        "person": person,
        "address": address,
        "state": "queued",
        "due_at": due,
        "attempts": 0,
        "reason": "",
        "created_at": now,
    }


def to_person(person: Person, key: str, subject: str, now: datetime, due: datetime) -> dict[str, object]:
    """A queued message for one person."""
    return row(person.workspace, key, subject, person.person, now, due, person.person)


def tell(session: Session, person: Person, key: str, subject: str, now: datetime, due: datetime | None = None) -> bool:
    """Queue something for one person, once; False when it was queued before."""
    return insert_new(session, Message, [to_person(person, key, subject, now, due or now)]) == 1


def tell_channel(session: Session, workspace: str, channel: str, key: str, subject: str, now: datetime) -> bool:
    """Queue something for a channel, once; False when it was queued before."""
    return insert_new(session, Message, [row(workspace, key, subject, channel, now, now)]) == 1


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
