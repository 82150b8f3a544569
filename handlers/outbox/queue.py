"""Queue messages: a row with a unique key, written in the same transaction as its cause."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, Update, bindparam, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.interaction import Frozen
from handlers.outbox.gate import OUTSIDE, WAITS, Gathered, Later, Never, recipients, verdict
from handlers.outbox.kinds import SUMMARY
from handlers.registry.feature import features_of
from handlers.registry.messages import Key, Kind, Rank
from models import Lane, Message, Person
from models.engine import insert_new
from models.message import OPEN, WAITING, before, is_open
from models.prepared import Change

UNSENT = tuple(state for state in before("cancelled") if state in WAITING)
HELD = "everything is paused"
RESUMED = datetime(2999, 1, 1, tzinfo=UTC)  # never by itself: only when somebody resumes
NEXT_SUMMARY = datetime(2998, 1, 1, tzinfo=UTC)  # never by itself: the summary takes it along
ITS = (
    Message.workspace == bindparam("its_workspace"),
    Message.kind == bindparam("its_kind"),
    Message.subject == bindparam("its_subject"),
)
SHOW_AGAIN = Change(
    update(Message)
    .where(*ITS, Message.state == "sent")
    .values(state="stale", rank=bindparam("first"), due_at=bindparam("now"), attempts=0)
)
CHANGED = Change(update(Message).where(*ITS, is_open()).values(changed=True))


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


def tell(session: Session, person: Person, key: Key, subject: str, now: datetime, due: datetime | None = None) -> bool:
    """Queue a message for one person, once per key. False if it was queued before, or may not reach them."""
    return tell_each(session, [(person, key)], subject, now, due) == 1


def tell_each(
    session: Session, told: Sequence[tuple[Person, Key]], subject: str, now: datetime, due: datetime | None = None
) -> int:
    """Queue messages about one subject, once per key, to those that the gate lets them reach. Returns how many."""
    session.flush()
    known = recipients(session, (person for person, _ in told))
    rows, asked = [], max(now, due or now)
    for person, key in told:
        first = asked
        match verdict(key.kind, known[person.workspace, person.person], first):
            case Never():
                continue
            case Later(until=until):
                first = until
            case Gathered() | None:  # whether it is too much for a day shows only when it is sent
                pass
        row = message_row(person.workspace, key, subject, person.person, now, first, person.person)
        rows.append(row | {"reason": OUTSIDE if first > asked else ""})
    return insert_new(session, Message, rows)


def expect_summary(session: Session, person: Person, now: datetime, due: datetime) -> None:
    """Queue the summary that is due then; once for that day."""
    key = SUMMARY.key(person.person, f"{local_date(due, person.timezone)}")
    row = message_row(person.workspace, key, person.person, person.person, now, due, person.person)
    insert_new(session, Message, [row])


def tell_channel(session: Session, workspace: str, channel: str, key: Key, subject: str, now: datetime) -> bool:
    """Queue a message for a channel, once per key. False if it was queued before."""
    return insert_new(session, Message, [message_row(workspace, key, subject, channel, now, now)]) == 1


Subjects = Sequence[str] | Select[str]


def refresh(session: Session, workspace: str, kind: Kind, subjects: Subjects, now: datetime) -> None:
    """Update sent messages about these subjects in place; those being sent right now are updated afterwards.

    The result of one person's action goes first; a change for many, given as a query, waits for its turn.
    """
    if not isinstance(subjects, Select):
        its = [{"its_workspace": workspace, "its_kind": kind.name, "its_subject": subject} for subject in subjects]
        SHOW_AGAIN.run(session, *({**one, "now": now, "first": int(Rank.ANSWER)} for one in its))
        CHANGED.run(session, *its)
        return
    about = _about(workspace, kind, subjects)
    stale = {"state": "stale", "rank": int(kind.rank), "due_at": now, "attempts": 0}
    session.execute(about.where(Message.state == "sent").values(stale))
    session.execute(about.where(Message.state.in_(OPEN)).values(changed=True))


def withdraw(session: Session, workspace: str, kind: Kind, subjects: Subjects, reason: str) -> None:
    """Cancel what is waiting about these subjects."""
    waiting = _about(workspace, kind, subjects).where(Message.state.in_(UNSENT))
    session.execute(waiting.values(state="cancelled", reason=reason))


def cancel_on_leaving(session: Session, person: Person) -> None:
    """Cancel everything that waits for a person who leaves."""
    _cancel(session, person, "left")


def cancel_on_break(session: Session, person: Person) -> None:
    """Cancel what is waiting for a person who takes a break, and would be out of date after it."""
    names = [kind.name for kind in kinds(session) if kind.ends_on_break]
    _cancel(session, person, "paused", Message.kind.in_(names))


def cancel_kind(session: Session, person: Person, kind: str) -> None:
    """Cancel what is waiting of a kind that a person mutes."""
    _cancel(session, person, "muted", Message.kind == kind)


def reconsider(session: Session, person: Person, now: datetime) -> None:
    """Ask the gate at once about what waits for this person's hours, because they are back earlier than expected."""
    waiting = _for(person).where(Message.ref.is_(None), Message.due_at > now)
    session.execute(waiting.where(Message.reason.in_(WAITS)).values(due_at=now))


def cancel_for_champions(session: Session, person: Person) -> None:
    """Cancel what is waiting for a person as a champion, who is one no longer."""
    names = [kind.name for kind in kinds(session) if kind.audience == "champions"]
    _cancel(session, person, "role ended", Message.kind.in_(names))


def _cancel(session: Session, person: Person, reason: str, *which: ColumnElement[bool]) -> None:
    session.execute(_for(person).where(*which).values(state="cancelled", reason=reason))


def kinds(session: Session) -> Iterator[Kind]:
    """Every kind of message that the features register."""
    return (message.kind for message in features_of(session.info).messages.values())


def pausing_kinds(session: Session) -> list[str]:
    """The names of the kinds that wait while a champion has paused everything."""
    return [kind.name for kind in kinds(session) if kind.pauses]


def block(session: Session, person: Person, reason: str) -> None:
    """Block what is waiting for a person, because it cannot reach them."""
    session.execute(_for(person).values(state="blocked", reason=reason))


def cut_off(session: Session, person: Person, reason: str, now: datetime) -> None:
    """Send nothing to a person until we hear from them again. Repeating it changes nothing."""
    if person.unreachable_at is None:
        person.unreachable_at = now
        block(session, person, reason)


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
