"""What an administrator may know of the outbox: how many messages are in which state, and one message's story."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from handlers.core.feature import features_of
from handlers.core.interaction import Frozen
from handlers.core.messages import Kind
from models import Lane, Message, Person, Workspace
from models.message import MOVES, OPEN, WAITING, MessageState, is_open, waits

NAMED = 20  # workspaces, in a sentence


class Impossible(Exception):
    """Why that cannot be done, and what can: a sentence for the administrator."""


class Item(Frozen):
    """A message by its ids: never a name, never what it says."""

    workspace: str
    key: str
    kind: str
    state: MessageState
    person: str | None
    address: str
    ref: str | None
    due_at: datetime
    attempts: int
    reason: str
    created_at: datetime
    tried_at: datetime | None


class Way(Frozen):
    """A workspace, and what stands in the way of its messages."""

    workspace: str
    platform: str
    suspended: str
    held_until: datetime | None
    changes_held_until: datetime | None
    ramp_at: datetime | None


class Hours(Frozen):
    """When a person reads, in minutes after their midnight."""

    zone: str
    opens: int
    closes: int


class Overview(Frozen):
    """How many there are in each state; the first of those that were asked for; and workspaces that are held up."""

    counts: dict[MessageState, int]
    items: tuple[Item, ...]
    ways: tuple[Way, ...]


class Story(Frozen):
    """One message, and all that decides when it goes."""

    item: Item
    kind: Kind
    way: Way
    ahead: int  # due too, in the same workspace, and before it
    hours: Hours | None  # of the person it is for


def overview(session: Session, state: str, workspace: str, most: int, now: datetime) -> Overview:
    """Those in one state; or else all that wait and are under way."""
    listed = _listed(state_named(state) if state else None)
    check(session, workspace)
    its = _in(workspace)
    counts = session.execute(select(Message.state, func.count()).where(*its).group_by(Message.state))
    items = session.scalars(listed.where(*its).limit(most))
    held = or_(Lane.suspended != "", Lane.held_until > now, Lane.changes_held_until > now)
    ways = [way for way in _ways(session, held) if workspace in ("", way.workspace)]
    return Overview(counts=dict(counts.all()), items=tuple(map(_item, items)), ways=tuple(ways))


def story(session: Session, key: str, workspace: str, now: datetime) -> Story:
    """Raises Impossible when there is no such message, or several."""
    [message] = by_keys(session, (key,), workspace)
    [way] = _ways(session, Lane.workspace == message.workspace)
    person = session.get(Person, (message.workspace, message.person)) if message.person else None
    hours = Hours(zone=person.timezone, opens=person.hours_from, closes=person.hours_to) if person else None
    kind = features_of(session.info).messages[message.kind].kind
    return Story(item=_item(message), kind=kind, way=way, ahead=_ahead(session, message, now), hours=hours)


def by_keys(session: Session, keys: Sequence[str], workspace: str) -> list[Message]:
    """In that order. Raises Impossible where there is none, or one in several workspaces."""
    check(session, workspace)
    everywhere = select(Workspace.workspace)  # they are named, for the table is ordered by them
    within = everywhere.where(Workspace.workspace == workspace) if workspace else everywhere
    rows = session.scalars(select(Message).where(Message.workspace.in_(within), Message.key.in_(keys))).all()
    return [_one(key, [message for message in rows if message.key == key]) for key in dict.fromkeys(keys)]


def state_named(state: str) -> MessageState:
    """Raises Impossible where there is none."""
    if state not in MOVES:
        raise Impossible(f"There is no state “{state}”. There are: {', '.join(MOVES)}.")
    return state


def check(session: Session, workspace: str) -> None:
    """Raises Impossible for a workspace that there is not; an empty name is all."""
    if workspace and session.get(Workspace, workspace) is None:
        there = session.scalars(select(Workspace.workspace).order_by(Workspace.workspace).limit(NAMED))
        raise Impossible(f"There is no workspace “{workspace}”. There are: {', '.join(there) or 'none yet'}.")


def _in(workspace: str) -> list[ColumnElement[bool]]:
    return [Message.workspace == workspace] if workspace else []


def _listed(state: MessageState | None) -> Select[Message]:
    """What is still to come, in its order; of what has ended the newest first."""
    if state and state not in (*WAITING, *OPEN):
        newest = func.coalesce(Message.tried_at, Message.created_at).desc()
        return select(Message).where(Message.state == state).order_by(newest, Message.key)
    coming = Message.state == state if state else or_(waits(), is_open())
    return select(Message).where(coming).order_by(Message.due_at, Message.key)


def _one(key: str, found: Sequence[Message]) -> Message:
    if not found:
        raise Impossible(f"There is no message {key}. Those that wait: python app.py outbox")
    if len(found) > 1:
        places = " and ".join(sorted(message.workspace for message in found))
        raise Impossible(f"{key} is in {places}. Say in which with --workspace.")
    return found[0]


def _ahead(session: Session, its: Message, now: datetime) -> int:
    """As the claim orders them; none when it does not wait, or is not due."""
    if its.state not in WAITING or its.due_at > now:
        return 0
    earlier = or_(Message.due_at < its.due_at, and_(Message.due_at == its.due_at, Message.key < its.key))
    before = or_(Message.rank < its.rank, and_(Message.rank == its.rank, earlier))
    due = select(func.count()).where(Message.workspace == its.workspace, waits(), Message.due_at <= now, before)
    return session.scalar(due) or 0


def _ways(session: Session, which: ColumnElement[bool]) -> list[Way]:
    rows = select(Lane, Workspace.platform).join(Workspace, Workspace.workspace == Lane.workspace).where(which)
    return [
        Way(
            workspace=lane.workspace,
            platform=platform,
            suspended=lane.suspended,
            held_until=lane.held_until,
            changes_held_until=lane.changes_held_until,
            ramp_at=lane.ramp_at,
        )
        for lane, platform in session.execute(rows.order_by(Lane.workspace))
    ]


def _item(message: Message) -> Item:
    return Item(
        workspace=message.workspace,
        key=message.key,
        kind=message.kind,
        state=message.state,
        person=message.person,
        address=message.address,
        ref=message.ref,
        due_at=message.due_at,
        attempts=message.attempts,
        reason=message.reason,
        created_at=message.created_at,
        tried_at=message.tried_at,
    )
