"""Saying something unprompted: a row with a key, in the same transaction as its cause."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, Update, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from models import Lane, Message, Person
from models.engine import insert_new
from models.message import OPEN, WAITING, before

UNSENT = tuple(state for state in before("cancelled") if state in WAITING)


class Kind(Frozen):
    """What a kind of message may do: go before others, be repeated where nobody can tell, and be late."""

    rank: int  # the lowest goes first
    repeat: bool  # rather twice than never
    latest: timedelta | None = None  # after that it is not said any more; None: its writer knows
    halts: bool = True  # waits while a champion has paused everything


KINDS: Mapping[str, Kind] = {
    "decision": Kind(rank=0, repeat=True, halts=False),
    "draft": Kind(rank=0, repeat=True, halts=False),
    "approval": Kind(rank=1, repeat=True, halts=False),
    "override": Kind(rank=1, repeat=True, halts=False),
    "recall": Kind(rank=1, repeat=True, halts=False),
    "thought": Kind(rank=1, repeat=True, halts=False),
    "invitation": Kind(rank=2, repeat=False, latest=timedelta(days=7)),
    "badge": Kind(rank=2, repeat=False, latest=timedelta(days=2)),
    "lesson": Kind(rank=2, repeat=False, latest=timedelta(days=7)),
    "thanks": Kind(rank=2, repeat=False, latest=timedelta(days=2)),
    "opened": Kind(rank=2, repeat=False, latest=timedelta(days=7)),
    "leaderboard": Kind(rank=3, repeat=False),  # only the latest week's
    "digest": Kind(rank=3, repeat=False),  # as a nudge does
    "pace": Kind(rank=3, repeat=False),  # likewise
    "nudge": Kind(rank=3, repeat=False),  # moves to the next allowed time
}
HALTED = "everything is paused"
RESUMED = datetime(2999, 1, 1, tzinfo=UTC)  # until somebody resumes, which no clock does
HALTING = tuple(name for name, kind in KINDS.items() if kind.halts)
RANKS = tuple(sorted({kind.rank for kind in KINDS.values()}))


class Claimed(Frozen):
    """A message that is ours until its lease ends."""

    workspace: str
    key: str
    ref: str | None
    attempts: int
    lease: datetime | None  # by which the claim is known again,
    tried: datetime | None = None  # and from the last look on by this


class Wait(Frozen):
    """What a writer of cards answers when the message is right but the moment is not."""

    until: datetime


def row(
    workspace: str, key: str, subject: str, address: str, now: datetime, due: datetime, person: str | None = None
) -> dict[str, object]:
    """A queued message. Its kind is the key's first word."""
    kind = key.partition(":")[0]
    return {
        "workspace": workspace,
        "key": key,
        "kind": kind,
        "rank": KINDS[kind].rank,
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
    """Have the sent messages about these subjects written anew, in place; those just being sent, afterwards.

    What follows from one person's act goes first; a change for many, given as a query, waits its turn.
    """
    about = _about(workspace, kind, subjects)
    rank = KINDS[kind].rank if isinstance(subjects, Select) else RANKS[0]
    session.execute(about.where(Message.state == "sent").values(state="stale", rank=rank, due_at=now, attempts=0))
    session.execute(about.where(Message.state.in_(OPEN)).values(changed=True))


def withdraw(session: Session, workspace: str, kind: str, subjects: Subjects, reason: str) -> None:
    """Take back what waits about these subjects."""
    waiting = _about(workspace, kind, subjects).where(Message.state.in_(UNSENT))
    session.execute(waiting.values(state="cancelled", reason=reason))


def cancel(session: Session, person: Person, kinds: tuple[str, ...], reason: str) -> None:
    """Take back what waits for a person."""
    session.execute(_for(person).where(Message.kind.in_(kinds)).values(state="cancelled", reason=reason))


def block(session: Session, person: Person, reason: str) -> None:
    """Nothing of what waits for a person can reach them."""
    session.execute(_for(person).values(state="blocked", reason=reason))


def halt(session: Session, workspace: str, now: datetime) -> None:
    """What is due and unprompted waits until somebody resumes. What falls due later is held at the last look."""
    due = update(Message).where(Message.workspace == workspace, Message.state.in_(UNSENT), Message.kind.in_(HALTING))
    session.execute(due.where(Message.due_at <= now).values(due_at=RESUMED, reason=HALTED))


def let_go(session: Session, workspace: str, now: datetime) -> None:
    """What was held goes on, as slowly at first as after an outage."""
    held = update(Message).where(Message.workspace == workspace, Message.state.in_(UNSENT), Message.reason == HALTED)
    session.execute(held.values(due_at=now, reason=""))
    session.execute(update(Lane).where(Lane.workspace == workspace).values(ramp_at=now))


def _for(person: Person) -> Update:
    return update(Message).where(
        Message.workspace == person.workspace, Message.person == person.person, Message.state.in_(UNSENT)
    )


def _about(workspace: str, kind: str, subjects: Subjects) -> Update:
    return update(Message).where(Message.workspace == workspace, Message.kind == kind, Message.subject.in_(subjects))
