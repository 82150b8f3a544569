"""Queue messages: a row with a unique key, written in the same transaction as its cause."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Select, Update, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from handlers.registry.feature import features_of
from handlers.registry.messages import Key, Kind, Rank
from models import Lane, Message, Person
from models.engine import insert_new
from models.message import OPEN, WAITING, before

UNSENT = tuple(state for state in before("cancelled") if state in WAITING)
HELD = "everything is paused"
RESUMED = datetime(2999, 1, 1, tzinfo=UTC)  # never by itself: only when somebody resumes


class Claimed(Frozen):
    """A message that this process holds until its lease ends."""

    workspace: str
    key: str
    ref: str | None
    attempts: int
    lease: datetime | None  # identifies the claim
    tried: datetime | None = None  # identifies the review, once there was one


def message_row(
    workspace: str, key: Key, subject: str, address: str, now: datetime, due: datetime, person: str | None = None
) -> dict[str, object]:
    """The columns of a queued message. `due`: when it may be sent at the earliest."""
    return {
        "workspace": workspace,
        "key": key.text,
        "kind": key.kind.name,
        "rank": int(key.kind.rank),
        "subject": subject,
        "person": person,
        "address": address,
        "state": "queued",
        "due_at": due,
        "attempts": 0,
        "changed": False,
        "reason": "",
        "created_at": now,
    }


def to_person(person: Person, key: Key, subject: str, now: datetime, due: datetime) -> dict[str, object]:
    """The columns of a queued message for one person."""
    return message_row(person.workspace, key, subject, person.person, now, due, person.person)


def tell(session: Session, person: Person, key: Key, subject: str, now: datetime, due: datetime | None = None) -> bool:
    """Queue a message for one person, once per key. False if it was queued before."""
    return insert_new(session, Message, [to_person(person, key, subject, now, due or now)]) == 1


def tell_channel(session: Session, workspace: str, channel: str, key: Key, subject: str, now: datetime) -> bool:
    """Queue a message for a channel, once per key. False if it was queued before."""
    return insert_new(session, Message, [message_row(workspace, key, subject, channel, now, now)]) == 1


Subjects = Sequence[str] | Select[str]


def refresh(session: Session, workspace: str, kind: Kind, subjects: Subjects, now: datetime) -> None:
    """Update sent messages about these subjects in place; those being sent right now are updated afterwards.

    The result of one person's action goes first; a change for many, given as a query, waits for its turn.
    """
    about = _about(workspace, kind, subjects)
    rank = int(kind.rank if isinstance(subjects, Select) else Rank.ANSWER)
    session.execute(about.where(Message.state == "sent").values(state="stale", rank=rank, due_at=now, attempts=0))
    session.execute(about.where(Message.state.in_(OPEN)).values(changed=True))


def withdraw(session: Session, workspace: str, kind: Kind, subjects: Subjects, reason: str) -> None:
    """Cancel what is waiting about these subjects."""
    waiting = _about(workspace, kind, subjects).where(Message.state.in_(UNSENT))
    session.execute(waiting.values(state="cancelled", reason=reason))


def cancel_on_leaving(session: Session, person: Person) -> None:
    """Cancel what is waiting for a person who leaves."""
    _cancel(session, person, (kind for kind in kinds(session) if kind.ends_on_leaving), "left")


def cancel_on_break(session: Session, person: Person) -> None:
    """Cancel what is waiting for a person who takes a break."""
    _cancel(session, person, (kind for kind in kinds(session) if kind.ends_on_break), "paused")


def _cancel(session: Session, person: Person, kinds: Iterable[Kind], reason: str) -> None:
    names = [kind.name for kind in kinds]
    session.execute(_for(person).where(Message.kind.in_(names)).values(state="cancelled", reason=reason))


def kinds(session: Session) -> Iterator[Kind]:
    """Every kind of message that the features register."""
    return (message.kind for message in features_of(session.info).messages.values())


def pausing_kinds(session: Session) -> list[str]:
    """The names of the kinds that wait while a champion has paused everything."""
    return [kind.name for kind in kinds(session) if kind.pauses]


def block(session: Session, person: Person, reason: str) -> None:
    """Block what is waiting for a person, because it cannot reach them."""
    session.execute(_for(person).values(state="blocked", reason=reason))


def hold_all(session: Session, workspace: str, now: datetime) -> None:
    """Hold unprompted messages that are due until somebody resumes. The review holds those that fall due later."""
    due = update(Message).where(
        Message.workspace == workspace, Message.state.in_(UNSENT), Message.kind.in_(pausing_kinds(session))
    )
    session.execute(due.where(Message.due_at <= now).values(due_at=RESUMED, reason=HELD))


def release_held(session: Session, workspace: str, now: datetime) -> None:
    """Release what `halt` held. It goes out slowly at first, as after an outage."""
    held = update(Message).where(Message.workspace == workspace, Message.state.in_(UNSENT), Message.reason == HELD)
    session.execute(held.values(due_at=now, reason=""))
    session.execute(update(Lane).where(Lane.workspace == workspace).values(ramp_at=now))


def _for(person: Person) -> Update:
    return update(Message).where(
        Message.workspace == person.workspace, Message.person == person.person, Message.state.in_(UNSENT)
    )


def _about(workspace: str, kind: Kind, subjects: Subjects) -> Update:
    return update(Message).where(
        Message.workspace == workspace, Message.kind == kind.name, Message.subject.in_(subjects)
    )
