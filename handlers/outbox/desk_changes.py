"""What an administrator may do to the outbox: have messages go again, take them back, let a workspace go on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from handlers.outbox.desk import Impossible, by_keys, check, state_named
from handlers.outbox.desk_words import STATES
from handlers.outbox.queue import UNSENT
from models import Lane, Message, Person
from models.message import MessageState, before


class Change(Frozen):
    """What may be done to messages, and in which states."""

    done: str
    states: tuple[MessageState, ...]


class Choice(Frozen):
    """By their keys, or all in one state; in one workspace, or in all."""

    keys: tuple[str, ...] = ()
    state: str = ""
    workspace: str = ""


RETRY = Change(done="retried", states=before("queued"))
CANCEL = Change(done="cancelled", states=UNSENT)  # but what is being sent at this moment


def chosen(session: Session, choice: Choice, change: Change) -> Counter[str]:
    """How many that are, by state. Raises Impossible where one of them cannot be changed so."""
    if choice.keys:
        messages = by_keys(session, choice.keys, choice.workspace)
        for message in messages:
            _allowed(message.key, message.state, change)
        return Counter(message.state for message in messages)
    state = state_named(choice.state)
    check(session, choice.workspace)
    _allowed(f"What is {state}", state, change)
    its = select(func.count()).select_from(Message).where(*_those(session, choice, change))
    return Counter({state: session.scalar(its) or 0})


def retry(session: Session, choice: Choice, now: datetime) -> int:
    """Have them go now, as if they were new; how many. Who could not be reached is tried once more."""
    its = _those(session, choice, RETRY)
    blocked = select(Message.workspace, Message.person).where(Message.state == "blocked", *its)
    theirs = tuple_(Person.workspace, Person.person).in_(blocked)
    session.execute(update(Person).where(Person.unreachable_at.is_not(None), theirs).values(unreachable_at=None))
    return _change(session, its, {"state": "queued", "due_at": now, "attempts": 0, "reason": ""})


def cancel(session: Session, choice: Choice) -> int:
    """Take them back for good; how many."""
    reason = "an administrator took it back"
    return _change(session, _those(session, choice, CANCEL), {"state": "cancelled", "reason": reason})


def resume(session: Session, workspace: str) -> str:
    """Let a suspended workspace's messages go again; why they did not. Raises Impossible where they do."""
    check(session, workspace)
    lane = session.get_one(Lane, workspace, with_for_update=True)
    if not lane.suspended:
        raise Impossible(f"{workspace} is not suspended. What waits, and why: python app.py outbox")
    reason, lane.suspended = lane.suspended, ""
    return reason


def _those(session: Session, choice: Choice, change: Change) -> Sequence[ColumnElement[bool]]:
    """What has moved on since it was chosen is left alone."""
    if choice.keys:
        keys = [(message.workspace, message.key) for message in by_keys(session, choice.keys, choice.workspace)]
        return tuple_(Message.workspace, Message.key).in_(keys), Message.state.in_(change.states)
    here = [Message.workspace == choice.workspace] if choice.workspace else []
    return Message.state == choice.state, Message.state.in_(change.states), *here


def _change(session: Session, its: Sequence[ColumnElement[bool]], values: Mapping[str, object]) -> int:
    return session.connection().execute(update(Message).where(*its).values(values)).rowcount


def _allowed(what: str, state: MessageState, change: Change) -> None:
    if state not in change.states:
        raise Impossible(f"{what} {STATES[state]}. Can be {change.done}: what is {', '.join(change.states)}.")
