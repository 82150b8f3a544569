"""What an administrator may do to the outbox: retry messages, cancel them, resume a suspended workspace."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from handlers.desk.desk import Impossible, by_keys, check_names, state_named
from handlers.desk.words import STATES
from handlers.outbox.queue import UNSENT
from models import Lane, Message, Person
from models.message import MessageState, before


class Change(Frozen):
    """Something that can be done to messages, and the states in which it can."""

    done: str
    states: tuple[MessageState, ...]


class Selection(Frozen):
    """Messages by their keys, or all in one state; in one workspace, or in all."""

    keys: tuple[str, ...] = ()
    state: str = ""
    workspace: str = ""


RETRY = Change(done="retried", states=before("queued"))
CANCEL = Change(done="cancelled", states=UNSENT)  # all that is not out, except what is being sent at this moment


def chosen_messages(session: Session, choice: Selection, change: Change) -> Counter[str]:
    """Count the chosen messages by state. Raises Impossible if one of them cannot be changed this way."""
    if choice.keys:
        messages = by_keys(session, choice.keys, choice.workspace)
        for message in messages:
            _allowed(message.key, message.state, change)
        return Counter(message.state for message in messages)
    state = state_named(choice.state)
    check_names(session, choice.workspace)
    _allowed(f"What is {state}", state, change)
    count = select(func.count()).select_from(Message).where(*_those(session, choice, change))
    return Counter({state: session.scalar(count) or 0})


def retry(session: Session, choice: Selection, now: datetime) -> int:
    """Send the chosen messages now, as if they were new. Returns how many. Unreachable people are tried once more."""
    chosen_ones = _those(session, choice, RETRY)
    blocked = select(Message.workspace, Message.person).where(Message.state == "blocked", *chosen_ones)
    recipients = tuple_(Person.workspace, Person.person).in_(blocked)
    session.execute(update(Person).where(Person.unreachable_at.is_not(None), recipients).values(unreachable_at=None))
    return _change(session, chosen_ones, {"state": "queued", "due_at": now, "attempts": 0, "reason": ""})


def cancel(session: Session, choice: Selection) -> int:
    """Cancel the chosen messages for good. Returns how many."""
    reason = "an administrator took it back"
    return _change(session, _those(session, choice, CANCEL), {"state": "cancelled", "reason": reason})


def resume_workspace(session: Session, workspace: str) -> str:
    """Lift a workspace's suspension. Returns why it was suspended; raises Impossible if it was not."""
    check_names(session, workspace)
    lane = session.get_one(Lane, workspace, with_for_update=True)
    if not lane.suspended:
        raise Impossible(f"{workspace} is not suspended. What waits, and why: python app.py outbox")
    reason, lane.suspended = lane.suspended, ""
    return reason


def _those(session: Session, choice: Selection, change: Change) -> Sequence[ColumnElement[bool]]:
    """The chosen messages that are still in a state in which this can be done."""
    if choice.keys:
        keys = [(message.workspace, message.key) for message in by_keys(session, choice.keys, choice.workspace)]
        return tuple_(Message.workspace, Message.key).in_(keys), Message.state.in_(change.states)
    here = [Message.workspace == choice.workspace] if choice.workspace else []
    return Message.state == choice.state, Message.state.in_(change.states), *here


def _change(session: Session, where: Sequence[ColumnElement[bool]], values: Mapping[str, object]) -> int:
    return session.connection().execute(update(Message).where(*where).values(values)).rowcount


def _allowed(what: str, state: MessageState, change: Change) -> None:
    if state not in change.states:
        raise Impossible(f"{what} {STATES[state]}. Can be {change.done}: what is {', '.join(change.states)}.")
