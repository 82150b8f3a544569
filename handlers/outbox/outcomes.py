"""What became of a message: the platform's answer, and what is recorded of it."""

import logging
import secrets
from collections.abc import Awaitable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TypeVar, assert_never

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import ForUpdateArg

from handlers.core.events import happened
from handlers.core.interaction import Blocked, Card, Frozen, InDoubt, Messenger, Revoked, Throttled, Undeliverable
from handlers.outbox.events import Sent
from handlers.outbox.queue import Claimed, block
from handlers.outbox.send_guard import may_begin
from models import Lane, Message, Person
from models.message import MOVES, MessageState
from models.store import Unavailable

log = logging.getLogger("heraut")

ATTEMPTS = 5
BACK_OFF = 60.0  # seconds after the first attempt; as many times that as there were attempts
SHOWN = 30.0  # seconds, until a platform's own record surely shows what it took
LONGEST = 255  # letters of a reason
LOCK = ForUpdateArg(key_share=True)
T = TypeVar("T")


class Ready(Claimed):
    """A message that is to be said now."""

    platform: str
    address: str
    mark: str
    card: Card


class Outcome(Frozen):
    """What became of one message, and what follows from it for others."""

    workspace: str
    key: str
    state: MessageState
    tried: datetime | None = None  # the look that it is about,
    lease: datetime | None = None  # or, where there was none, the claim
    ref: str | None = None
    reason: str = ""
    wait: float | None = None  # seconds, until it may go on
    spent: bool = True  # whether it counts as an attempt
    held: bool = False  # the whole workspace waits as long
    suspended: bool = False  # the whole workspace is sent nothing any more
    unreachable: bool = False  # nor is the person


class Illegal(Exception):
    """A move that the machine does not know: a mistake of ours."""


class Failed(Frozen):
    """A mistake of ours, under which the log has more."""

    reference: str


async def safely(work: Awaitable[T], about: str) -> T | Failed:
    """What `work` gives. Raises Unavailable; a mistake of ours is kept to the message that it is about."""
    try:
        return await work
    except Unavailable:
        raise
    except Exception:  # the second of two in the product: one message's failure is its own
        reference = secrets.token_hex(4)
        log.exception("not delivered", extra={"reference": reference, "kind": about.partition(":")[0]})
        return Failed(reference=reference)


def mark_of(workspace: str, key: str) -> str:
    """What a message bears, so that it can be found: always the same for it, and nothing about anybody."""
    return blake2b(f"{workspace}\n{key}".encode(), digest_size=16).hexdigest()


async def say(messenger: Messenger, ready: Ready) -> Outcome:
    """One call, and what it means."""
    ref = ready.ref
    try:
        may_begin()
        if ref is None:
            ref = await messenger.send(ready.workspace, ready.address, ready.card, ready.mark)
        else:
            await messenger.update(ready.workspace, ref, ready.card)
    except (Throttled, Undeliverable, InDoubt) as problem:
        return _meant(ready, problem)
    return _of(ready, "sent", ref=ref)


def _of(claimed: Claimed, state: MessageState, **more: object) -> Outcome:
    its = Outcome(workspace=claimed.workspace, key=claimed.key, state=state, ref=claimed.ref)
    return _with(its, tried=claimed.tried, lease=claimed.lease, **more)


def _meant(ready: Ready, problem: Throttled | Undeliverable | InDoubt) -> Outcome:
    its = _of(ready, "deferred", reason=str(problem)[:LONGEST])
    match problem:
        case Throttled():
            its = _with(its, wait=problem.seconds, spent=False, held=not problem.alone)
        case Revoked():
            its = _with(its, spent=False, suspended=True)
        case Blocked():
            its = _with(its, state="blocked", unreachable=True)
        case Undeliverable():
            its = _with(its, state="failed")
        case InDoubt() if ready.ref is None:
            its = _with(its, state="doubt", wait=SHOWN)
        case InDoubt():  # a change may be made twice
            return again(ready, str(problem))
        case _:
            assert_never(problem)
    return _of_change(its) if ready.ref else its


def _with(its: Outcome, **more: object) -> Outcome:
    return its.model_copy(update=more)


def _of_change(its: Outcome) -> Outcome:
    """What was sent stays sent, whatever became of the change to it."""
    state: MessageState = "stale" if its.state == "deferred" else "sent"
    return _with(its, state=state, unreachable=False)


def again(claimed: Claimed, reason: str) -> Outcome:
    """Once more, a little later each time; five times in all."""
    its = _of(claimed, "deferred", reason=reason[:LONGEST])
    late = {"wait": BACK_OFF * claimed.attempts} if claimed.attempts < ATTEMPTS else {"state": "failed"}
    return _of_change(_with(its, **late)) if claimed.ref else _with(its, **late)


def unsaid(claimed: Claimed) -> Outcome:
    """It was claimed, and surely not said."""
    its = _of(claimed, "deferred", spent=False, wait=0.0, reason="it was not its turn any more")
    return _of_change(its) if claimed.ref else its


def record(session: Session, batch: Sequence[Outcome], now: datetime) -> None:
    """Write down what became of messages. What was settled meanwhile stands; so does what another process sends now."""
    # Told before messages are locked, for who acts on a nudge locks it first.
    if taken := [(outcome.workspace, outcome.key) for outcome in batch if outcome.state == "sent"]:
        happened(session, Sent(taken), now)
    keys = sorted({(outcome.workspace, outcome.key) for outcome in batch})
    rows = select(Message).where(tuple_(Message.workspace, Message.key).in_(keys))
    rows = rows.order_by(Message.workspace, Message.key).with_for_update()
    messages = {(message.workspace, message.key): message for message in session.scalars(rows)}
    for outcome in sorted(batch, key=lambda one: (one.workspace, one.key)):  # so that nobody waits for each other
        message = messages.get((outcome.workspace, outcome.key))
        if message is not None:
            _record(session, message, outcome, now)


def _record(session: Session, message: Message, outcome: Outcome, now: datetime) -> None:
    due = None if outcome.wait is None else now + timedelta(seconds=outcome.wait)
    own = message.tried_at == outcome.tried if outcome.tried else message.lease_until == outcome.lease
    # What is known not to have been said is no doubt any more.
    state: MessageState = "queued" if (message.state, outcome.state) == ("doubt", "deferred") else outcome.state
    if own and state in MOVES[message.state]:
        put(message, state, due=due, reason=outcome.reason, ref=outcome.ref)
        message.attempts -= not outcome.spent
        if state == "sent" and message.changed:
            put(message, "stale", due=now)
    elif own and state == message.state:  # still in doubt
        message.due_at = due or message.due_at
    if outcome.held or outcome.suspended:
        _hold(session.get_one(Lane, outcome.workspace, with_for_update=LOCK), outcome, due)
    if outcome.unreachable and message.person is not None:
        person = session.get_one(Person, (message.workspace, message.person))
        person.unreachable_at = now
        block(session, person, outcome.reason)


def _hold(lane: Lane, outcome: Outcome, until: datetime | None) -> None:
    """What is asked of changes holds for changes: a platform counts them apart."""
    if outcome.suspended:
        lane.suspended = outcome.reason or "the platform refused the workspace's token"
    elif outcome.ref:
        lane.changes_held_until = _latest(lane.changes_held_until, until)
    else:
        lane.held_until = _latest(lane.held_until, until)


def _latest(*times: datetime | None) -> datetime | None:
    return max((time for time in times if time), default=None)


def put(
    message: Message, state: MessageState, *, due: datetime | None = None, reason: str = "", ref: str | None = None
) -> None:
    """Move a message on. Raises Illegal for what the machine does not know."""
    if state not in MOVES[message.state]:
        raise Illegal(f"{message.state} → {state}")
    message.state, message.lease_until, message.reason = state, None, reason
    message.due_at = due or message.due_at
    message.ref = ref or message.ref
