"""Outcomes: send a message, understand the platform's answer, and record what became of it."""

import logging
import secrets
from collections.abc import Awaitable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TypeVar, assert_never

from sqlalchemy import String, bindparam, case, literal_column, select, tuple_, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import ForUpdateArg

from handlers.core.interaction import Card, Frozen
from handlers.core.messenger import Blocked, InDoubt, Messenger, Revoked, Throttled, Undeliverable
from handlers.outbox.events import Sent
from handlers.outbox.queue import Claimed, block
from handlers.outbox.send_guard import may_begin
from handlers.registry.events import happened
from models import Lane, Message, Person
from models.base import UtcDateTime
from models.given import joined, kept, packed
from models.message import MOVES, MessageState
from models.prepared import Change, Query
from models.store import Unavailable

log = logging.getLogger("heraut")

ATTEMPTS = 5
BACK_OFF = 60.0  # seconds, times the number of attempts so far
SHOWN = 30.0  # seconds after which a platform's history surely shows what it accepted
LONGEST = 255  # characters of a reason
UNSENT_AFTER_ALL: tuple[MessageState, ...] = ("queued", "deferred", "blocked", "failed")
LOCK = ForUpdateArg(key_share=True)
TAKEN = joined("taken", workspace=String(), key=String(), tried=UtcDateTime(), ref=String())
ARRIVED = Query(
    update(Message)
    .where(Message.workspace == TAKEN.c.workspace, Message.key == TAKEN.c.key)
    # The state is spelled out, because otherwise PostgreSQL cannot use its index in a plan that it keeps.
    .where(Message.state == literal_column("'sending'"), Message.tried_at == TAKEN.c.tried)
    .values(
        state=case((Message.changed, "stale"), else_="sent"),
        due_at=case((Message.changed, bindparam("now", type_=UtcDateTime())), else_=Message.due_at),
        lease_until=None,
        reason="",
        ref=TAKEN.c.ref,
    )
    .returning(Message.workspace, Message.key)
)
UNCOUNTED = Change(
    update(Person)
    .where(Person.workspace == bindparam("whose"), Person.person == bindparam("who"), Person.told_today > 0)
    .values(told_today=Person.told_today - 1)
)
T = TypeVar("T")


class Ready(Claimed):
    """A message that is to be sent now."""

    platform: str
    address: str
    mark: str
    card: Card


class Outcome(Frozen):
    """What became of one message, and what this means for others."""

    workspace: str
    key: str
    state: MessageState
    tried: datetime | None = None  # identifies the review that it follows
    lease: datetime | None = None  # identifies the claim, if there was no review
    ref: str | None = None
    reason: str = ""
    wait: float | None = None  # seconds before the next step
    spent: bool = True  # whether it counts as an attempt
    held: bool = False  # the whole workspace waits too
    suspended: bool = False  # nothing is sent to the whole workspace any more
    unreachable: bool = False  # nothing is sent to the person any more

    @property
    def plain(self) -> bool:
        """Whether it is simply what nearly all outcomes are: it was reviewed, sent, and means nothing for others."""
        aside = self.reason or self.wait is not None or self.held or self.suspended or self.unreachable
        return self.state == "sent" and self.tried is not None and self.ref is not None and self.spent and not aside


class Illegal(Exception):
    """A change of state that MOVES does not allow: a bug of ours."""


class Failed(Frozen):
    """A bug of ours. The log has the details under this reference."""

    reference: str


async def safely(work: Awaitable[T], about: str) -> T | Failed:
    """The result of `work`, or Failed for any error but Unavailable, so that an error affects only one message."""
    try:
        return await work
    except Unavailable:
        raise
    except Exception:  # one of two such in the product: a failure stays with its message
        reference = secrets.token_hex(4)
        log.exception("not delivered", extra={"reference": reference, "kind": about.partition(":")[0]})
        return Failed(reference=reference)


def mark_of(workspace: str, key: str) -> str:
    """The mark by which a message can be found on its platform: 32 hexadecimal digits that reveal nothing."""
    return blake2b(f"{workspace}\n{key}".encode(), digest_size=16).hexdigest()


async def say(messenger: Messenger, ready: Ready) -> Outcome:
    """Send or change a message in one call, and say what the platform's answer means."""
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


def _of(claimed: Claimed, state: MessageState, *, ref: str | None = None, reason: str = "") -> Outcome:
    return Outcome(
        workspace=claimed.workspace,
        key=claimed.key,
        state=state,
        tried=claimed.tried,
        lease=claimed.lease,
        ref=ref or claimed.ref,
        reason=reason[:LONGEST],
    )


def _meant(ready: Ready, problem: Throttled | Undeliverable | InDoubt) -> Outcome:
    outcome = _of(ready, "deferred", reason=str(problem))
    match problem:
        case Throttled():
            outcome = _with(outcome, wait=problem.seconds, spent=False, held=not problem.alone)
        case Revoked():
            outcome = _with(outcome, spent=False, suspended=True)
        case Blocked():
            outcome = _with(outcome, state="blocked", unreachable=True)
        case Undeliverable():
            outcome = _with(outcome, state="failed")
        case InDoubt() if ready.ref is None:
            outcome = _with(outcome, state="doubt", wait=SHOWN)
        case InDoubt():  # a change may be made twice
            return try_again(ready, str(problem))
        case _:
            assert_never(problem)
    return _of_change(outcome) if ready.ref else outcome


def _with(outcome: Outcome, **more: object) -> Outcome:
    return outcome.model_copy(update=more)


def _of_change(outcome: Outcome) -> Outcome:
    """The outcome of a change: the message itself stays sent."""
    state: MessageState = "stale" if outcome.state == "deferred" else "sent"
    return _with(outcome, state=state, unreachable=False)


def try_again(claimed: Claimed, reason: str) -> Outcome:
    """Try again, later each time; five attempts in all."""
    outcome = _of(claimed, "deferred", reason=reason)
    late = {"wait": BACK_OFF * claimed.attempts} if claimed.attempts < ATTEMPTS else {"state": "failed"}
    return _of_change(_with(outcome, **late)) if claimed.ref else _with(outcome, **late)


def unsaid(claimed: Claimed) -> Outcome:
    """The message was claimed, and certainly not sent."""
    outcome = _with(_of(claimed, "deferred", reason="it was not its turn any more"), spent=False, wait=0.0)
    return _of_change(outcome) if claimed.ref else outcome


def record_outcomes(session: Session, batch: Sequence[Outcome], now: datetime) -> None:
    """Record outcomes. A message that was settled meanwhile, or that another process is sending, is left alone."""
    # Told before messages are locked, because answering a nudge locks the nudge first.
    if taken := [(outcome.workspace, outcome.key) for outcome in batch if outcome.state == "sent"]:
        happened(session, Sent(taken), now)
    arrived = _arrived(session, [outcome for outcome in batch if outcome.plain], now)
    if rest := [one for one in batch if not (one.plain and (one.workspace, one.key) in arrived)]:
        _record_each(session, rest, now)


def _arrived(session: Session, plain: Sequence[Outcome], now: datetime) -> AbstractSet[tuple[str, str]]:
    """Record messages that arrived and are still ours, in one statement. Returns their keys."""
    taken = {(one.workspace, one.key, kept(one.tried), one.ref) for one in plain if one.tried and one.ref}
    if not taken:
        return frozenset()
    return {*ARRIVED.all(session, taken=packed(sorted(taken)), now=now)}


def _record_each(session: Session, batch: Sequence[Outcome], now: datetime) -> None:
    keys = sorted({(outcome.workspace, outcome.key) for outcome in batch})
    rows = select(Message).where(tuple_(Message.workspace, Message.key).in_(keys))
    rows = rows.order_by(Message.workspace, Message.key).with_for_update()
    messages = {(message.workspace, message.key): message for message in session.scalars(rows)}
    for outcome in sorted(batch, key=lambda one: (one.workspace, one.key)):  # in order, to avoid deadlocks
        message = messages.get((outcome.workspace, outcome.key))
        if message is not None:
            _record(session, message, outcome, now)


def _record(session: Session, message: Message, outcome: Outcome, now: datetime) -> None:
    due = None if outcome.wait is None else now + timedelta(seconds=outcome.wait)
    own = message.tried_at == outcome.tried if outcome.tried else message.lease_until == outcome.lease
    # A message that certainly was not sent is no longer in doubt.
    state: MessageState = "queued" if (message.state, outcome.state) == ("doubt", "deferred") else outcome.state
    if own and state in MOVES[message.state]:
        put(message, state, due=due, reason=outcome.reason, ref=outcome.ref)
        if outcome.tried and state in UNSENT_AFTER_ALL and message.person is not None:
            UNCOUNTED.run(session, {"whose": message.workspace, "who": message.person})
        message.attempts -= not outcome.spent
        if state == "sent" and message.changed:
            put(message, "stale", due=now)
    elif own and state == message.state:  # still in doubt
        message.due_at = due or message.due_at
    if outcome.held or outcome.suspended:
        _hold(session.get_one(Lane, outcome.workspace, with_for_update=LOCK), outcome, due)
    if outcome.unreachable and (person := _person(session, message)):
        person.unreachable_at = now
        block(session, person, outcome.reason)


def _person(session: Session, message: Message) -> Person | None:
    """The person it is for; None for a channel, and for somebody who was forgotten while it was on its way."""
    return session.get(Person, (message.workspace, message.person)) if message.person is not None else None


def _hold(lane: Lane, outcome: Outcome, until: datetime | None) -> None:
    """Hold up a workspace. New messages and changes are held separately, because platforms count them separately."""
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
    """Change a message's state. Raises Illegal if MOVES does not allow it."""
    if state not in MOVES[message.state]:
        raise Illegal(f"{message.state} → {state}")
    message.state, message.lease_until, message.reason = state, None, reason
    message.due_at = due or message.due_at
    message.ref = ref or message.ref
