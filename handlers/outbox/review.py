"""Review messages right before they are sent: do they still hold, and what do they say now?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import String, and_, bindparam, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.outbox.outcomes import Ready, mark_of, put
from handlers.outbox.queue import HELD, RESUMED, Claimed
from handlers.registry.feature import features_of
from handlers.registry.messages import Kind, Wait, Written
from models import Lane, Message, Person, Workspace
from models.given import joined, packed

ROWS = (
    select(Message, Lane, Workspace.platform, Workspace.paused_at, Person.unreachable_at)
    .join(Lane, Lane.workspace == Message.workspace)
    .join(Workspace, Workspace.workspace == Message.workspace)
    .outerjoin(Person, and_(Person.workspace == Message.workspace, Person.person == Message.person))
    .where(Message.state == "sending")
    .order_by(Message.kind)
)
# Once `tried_at` is set, a message may have been sent: doubts.py relies on that. One statement for the whole batch.
REVIEWED = joined("reviewed", workspace=String(), key=String())
TRIED = (
    update(Message)
    .where(Message.workspace == REVIEWED.c.workspace, Message.key == REVIEWED.c.key)
    .values(tried_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
PAUSED = select(Workspace.paused_at).where(Workspace.workspace == bindparam("workspace")).with_for_update(read=True)


def review_claimed(session: Session, claimed: Sequence[Claimed], now: datetime) -> list[Ready]:
    """The messages to send, with their cards. The rest is deferred or cancelled, or left alone if no longer ours."""
    leases = {(one.workspace, one.key): one.lease for one in claimed}
    rows = ROWS.where(tuple_(Message.workspace, Message.key).in_(leases))
    ready, features = [], features_of(session.info)
    with session.no_autoflush:  # no query needs what was set on an earlier message
        found = session.execute(rows).all()
        going = [
            (message, platform)
            for message, lane, platform, paused, unreachable in found
            if message.lease_until == leases[message.workspace, message.key]
            and not (paused and _halted(session, message))
            and _goes(session, message, lane, now, unreachable=unreachable is not None)
        ]
        for kind, same in groupby(going, key=lambda pair: pair[0].kind):
            pairs = list(same)
            cards = features.messages[kind].write(session, [message for message, _ in pairs], now)
            for (message, platform), written in zip(pairs, cards, strict=True):
                ready += [_ready(message, platform, card, now) for card in _card(message, written)]
        if ready:
            reviewed = packed(sorted((one.workspace, one.key) for one in ready))  # in order, to avoid deadlocks
            session.connection().execute(TRIED, {"reviewed": reviewed, "now": now})
    return ready


def _halted(session: Session, message: Message) -> bool:
    """Hold a message while everything is paused. The lock makes resuming wait, so that it releases this one too."""
    if not _kind(session, message).pauses or message.ref is not None:
        return False
    if session.scalar(PAUSED, {"workspace": message.workspace}) is None:
        return False
    _wait(message, RESUMED, HELD)
    return True


def _goes(session: Session, message: Message, lane: Lane, now: datetime, *, unreachable: bool) -> bool:
    """Whether the message may be sent now; otherwise it is deferred, blocked or cancelled."""
    held = lane.changes_held_until if message.ref else lane.held_until
    if lane.suspended or (held and held > now):
        _wait(message, max(held or now, now), lane.suspended or "the platform asked to wait")
    elif unreachable and message.ref is None:
        put(message, "blocked", reason="the person cannot be reached")
    elif _late(_kind(session, message), message, now):
        put(message, "cancelled", reason="it would have come too late")
    else:
        return True
    return False


def _late(kind: Kind, message: Message, now: datetime) -> bool:
    return kind.latest is not None and message.ref is None and now - message.created_at > kind.latest


def _kind(session: Session, message: Message) -> Kind:
    return features_of(session.info).messages[message.kind].kind


def _card(message: Message, written: Written) -> Iterator[Card]:
    match written:
        case Card():
            message.changed = False
            yield written
        case Wait():
            _wait(message, written.until, "the moment is not right")
        case None if message.ref is not None:
            put(message, "sent")
        case None:
            put(message, "cancelled", reason="it did not hold any more")


def _wait(message: Message, until: datetime, reason: str) -> None:
    """Defer a message, without counting an attempt."""
    put(message, "stale" if message.ref else "deferred", due=until, reason=reason)
    message.attempts -= 1


def _ready(message: Message, platform: str, card: Card, now: datetime) -> Ready:
    return Ready(
        workspace=message.workspace,
        key=message.key,
        platform=platform,
        address=message.address,
        ref=message.ref,
        attempts=message.attempts,
        lease=message.lease_until,
        tried=now,
        mark=mark_of(message.workspace, message.key),
        card=card,
    )
