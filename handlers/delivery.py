"""The way out: claim what is due, look once more, write the card, send it once, record what became of it."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from handlers import inviting, leaderboard, recognition, showing, suggesting, thanking
from handlers.interaction import Card, Frozen, InDoubt, Messenger, Throttled, Undeliverable
from handlers.outbox import Wait
from models import Message, Workspace
from models.store import Store

log = logging.getLogger("heraut")

LEASE = timedelta(seconds=60)
BATCH = 25
ATTEMPTS = 5
BACK_OFF = timedelta(minutes=1)

Writer = Callable[[Session, Message, datetime], Card | Wait | None]

# Message kind → who writes its card when the moment has come. None: it does not hold any more.
WRITERS: dict[str, Writer] = {
    "approval": suggesting.write_approval,
    "badge": recognition.write_badge,
    "decision": suggesting.write_decision,
    "invitation": inviting.write_invitation,
    "leaderboard": leaderboard.write_leaderboard,
    "nudge": showing.write_nudge,
    "thanks": thanking.write_thanks,
}


class Claimed(Frozen):
    """A message that is ours until its lease ends, and what it says now."""

    workspace: str
    key: str
    platform: str
    address: str
    ref: str | None
    attempts: int
    card: Card


async def deliver(store: Store, messengers: Mapping[str, Messenger], now: datetime) -> int:
    """Send what is due, a batch at a time; how many messages were said or changed."""
    said = 0
    while batch := await store.run(lambda session: _claim(session, now)):
        cards = await store.run(lambda session: _write(session, batch, now))
        outcomes = await asyncio.gather(*(_send(store, messengers, claimed, now) for claimed in cards))
        said += sum(outcomes)
    return said


def _claim(session: Session, now: datetime) -> list[tuple[str, str]]:
    """The keys of the next batch, ours for the length of a lease."""
    lost = and_(Message.state == "sending", Message.lease_until < now)
    # What was being sent when its process died may have arrived: never spammed beats never missed.
    session.execute(
        update(Message).where(lost).values(state="doubt", lease_until=None, reason="the process ended while sending")
    )
    due = (
        select(Message.workspace, Message.key)
        .where(or_(Message.state == "queued", Message.state == "stale"), Message.due_at <= now)
        .order_by(Message.due_at, Message.key)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    keys = [(workspace, key) for workspace, key in session.execute(due)]
    for workspace, key in keys:
        message = session.get_one(Message, (workspace, key))
        message.state, message.lease_until, message.attempts = "sending", now + LEASE, message.attempts + 1
    return keys


def _write(session: Session, keys: list[tuple[str, str]], now: datetime) -> list[Claimed]:
    """The cards of what still holds; the rest is put off or taken back."""
    cards = []
    for key in keys:
        message = session.get_one(Message, key)
        match WRITERS[message.kind](session, message, now):
            case Card() as card:
                cards.append(_claimed(session, message, card))
            case Wait(until=until):
                _put(message, "queued", due=until, attempts=message.attempts - 1)
            case None if message.ref is not None:
                _put(message, "sent")
            case None:
                _put(message, "cancelled", reason="it did not hold any more")
    return cards


def _claimed(session: Session, message: Message, card: Card) -> Claimed:
    return Claimed(
        workspace=message.workspace,
        key=message.key,
        platform=session.get_one(Workspace, message.workspace).platform,
        address=message.address,
        ref=message.ref,
        attempts=message.attempts,
        card=card,
    )


async def _send(store: Store, messengers: Mapping[str, Messenger], claimed: Claimed, now: datetime) -> bool:
    """Once; and what became of it. Nothing that a platform does stops the others."""
    outcome = await _say(messengers, claimed, now)

    def record(session: Session) -> None:
        message = session.get_one(Message, (claimed.workspace, claimed.key))
        _put(message, outcome.state, due=outcome.due, reason=outcome.reason, ref=outcome.ref)
        message.sent_at = now if outcome.state == "sent" else message.sent_at

    await store.run(record)
    return outcome.state == "sent"


class Outcome(Frozen):
    """What became of one message."""

    state: str
    ref: str | None
    reason: str = ""
    due: datetime | None = None


async def _say(messengers: Mapping[str, Messenger], claimed: Claimed, now: datetime) -> Outcome:
    ref, waiting = claimed.ref, "stale" if claimed.ref else "queued"
    try:
        messenger = messengers[claimed.platform]
        if ref is None:
            ref = await messenger.send(claimed.workspace, claimed.address, claimed.card)
        else:
            await messenger.update(claimed.workspace, ref, claimed.card)
    except Throttled as wait:
        return Outcome(state=waiting, ref=ref, due=now + timedelta(seconds=wait.seconds))
    except Undeliverable as problem:
        return Outcome(state="failed", ref=ref, reason=str(problem)[:255])
    except InDoubt as problem:
        return Outcome(state="doubt", ref=ref, reason=str(problem)[:255])
    except Exception:  # the second of two in the product: one message's failure is its own
        reference = secrets.token_hex(4)
        log.exception("not delivered", extra={"reference": reference, "kind": claimed.key.partition(":")[0]})
        state = waiting if claimed.attempts < ATTEMPTS else "failed"
        return Outcome(state=state, ref=ref, reason=f"reference {reference}", due=now + BACK_OFF * claimed.attempts)
    return Outcome(state="sent", ref=ref)


def _put(
    message: Message,
    state: str,
    *,
    due: datetime | None = None,
    reason: str = "",
    ref: str | None = None,
    attempts: int | None = None,
) -> None:
    message.state, message.lease_until, message.reason = state, None, reason
    message.due_at = due or message.due_at
    message.ref = ref or message.ref
    message.attempts = message.attempts if attempts is None else attempts
