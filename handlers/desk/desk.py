"""What an administrator may see of the outbox: the number of messages in each state, and one message in full."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from handlers.registry.feature import features_of
from handlers.registry.messages import Kind
from models import Lane, Message, Person, Workspace
from models.message import MOVES, OPEN, WAITING, MessageState, is_open, waits

NAMED = 20  # workspaces listed in a sentence, at most


class Impossible(Exception):
    """A sentence for the administrator: why this cannot be done, and what can."""


class Item(Frozen):
    """A message, by ids only: no name, none of its text."""

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


class LaneState(Frozen):
    """A workspace, and what holds up its messages."""

    workspace: str
    platform: str
    suspended: str
    held_until: datetime | None
    changes_held_until: datetime | None
    ramp_at: datetime | None


class Hours(Frozen):
    """The hours in which a person accepts messages, in minutes after midnight in their zone."""

    zone: str
    opens: int
    closes: int


class Overview(Frozen):
    """The number of messages in each state, the first of those asked for, and the workspaces that are held up."""

    counts: dict[MessageState, int]
    items: tuple[Item, ...]
    ways: tuple[LaneState, ...]


class Story(Frozen):
    """One message, and everything that decides when it is sent."""

    item: Item
    kind: Kind
    way: LaneState
    ahead: int  # messages of the same workspace that are due and go first
    hours: Hours | None  # of the recipient, if it is for a person


def overview(session: Session, state: str, workspace: str, most: int, now: datetime) -> Overview:
    """The outbox, listing at most `most` messages: those in `state`, or if it is empty, all that are still to come.

    Raises Impossible for an unknown state or workspace. An empty `workspace` means all.
    """
    listed = _listed(state_named(state) if state else None)
    check_names(session, workspace)
    within = _in(workspace)
    counts = session.execute(select(Message.state, func.count()).where(*within).group_by(Message.state))
    items = session.scalars(listed.where(*within).limit(most))
    held = or_(Lane.suspended != "", Lane.held_until > now, Lane.changes_held_until > now)
    ways = [way for way in _ways(session, held) if workspace in ("", way.workspace)]
    return Overview(counts=dict(counts.all()), items=tuple(map(_item, items)), ways=tuple(ways))


def story(session: Session, key: str, workspace: str, now: datetime) -> Story:
    """One message in full. Raises Impossible if there is no such message, or if several workspaces have one."""
    [message] = by_keys(session, (key,), workspace)
    [way] = _ways(session, Lane.workspace == message.workspace)
    person = session.get(Person, (message.workspace, message.person)) if message.person else None
    hours = Hours(zone=person.timezone, opens=person.hours_from, closes=person.hours_to) if person else None
    kind = features_of(session.info).messages[message.kind].kind
    return Story(item=_item(message), kind=kind, way=way, ahead=_ahead(session, message, now), hours=hours)


def by_keys(session: Session, keys: Sequence[str], workspace: str) -> list[Message]:
    """The messages with these keys, in that order. Raises Impossible if a key is unknown or in several workspaces."""
    check_names(session, workspace)
    everywhere = select(Workspace.workspace)  # listed, because the primary key starts with the workspace
    within = everywhere.where(Workspace.workspace == workspace) if workspace else everywhere
    rows = session.scalars(select(Message).where(Message.workspace.in_(within), Message.key.in_(keys))).all()
    return [_one(key, [message for message in rows if message.key == key]) for key in dict.fromkeys(keys)]


def state_named(state: str) -> MessageState:
    """The state with this name. Raises Impossible if there is none."""
    if state not in MOVES:
        raise Impossible(f"There is no state “{state}”. There are: {', '.join(MOVES)}.")
    return state


def check_names(session: Session, workspace: str) -> None:
    """Raises Impossible if there is no such workspace. An empty name stands for all."""
    if workspace and session.get(Workspace, workspace) is None:
        there = session.scalars(select(Workspace.workspace).order_by(Workspace.workspace).limit(NAMED))
        raise Impossible(f"There is no workspace “{workspace}”. There are: {', '.join(there) or 'none yet'}.")


def _in(workspace: str) -> list[ColumnElement[bool]]:
    return [Message.workspace == workspace] if workspace else []


def _listed(state: MessageState | None) -> Select[Message]:
    """Messages still to come, in the order they go; finished ones, the newest first."""
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


def _ahead(session: Session, message: Message, now: datetime) -> int:
    """How many messages go before it, ordered as in `claims.claim`; 0 if it is not waiting or not due."""
    if message.state not in WAITING or message.due_at > now:
        return 0
    same_time = and_(Message.due_at == message.due_at, Message.key < message.key)
    earlier = or_(Message.due_at < message.due_at, same_time)
    before = or_(Message.rank < message.rank, and_(Message.rank == message.rank, earlier))
    same_workspace = Message.workspace == message.workspace
    due = select(func.count()).where(same_workspace, waits(), Message.due_at <= now, before)
    return session.scalar(due) or 0


def _ways(session: Session, which: ColumnElement[bool]) -> list[LaneState]:
    rows = select(Lane, Workspace.platform).join(Workspace, Workspace.workspace == Lane.workspace).where(which)
    return [
        LaneState(
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
