"""Review messages right before they are sent: do they still hold, and what do they say now?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import String, bindparam, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.core.buttons import with_less
from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.outbox.gate import (
    GATHERED,
    Gathered,
    Later,
    Never,
    Recipient,
    count_message,
    recipients,
    too_late,
    uncount_message,
    verdict,
)
from handlers.outbox.outcomes import Ready, mark_of, put
from handlers.outbox.queue import HELD, NEXT_SUMMARY, RESUMED, Claimed, expect_summary
from handlers.registry.feature import features_of
from handlers.registry.messages import Kind, Wait, Written
from models import Lane, Message, Person, Workspace
from models.given import joined, packed

ROWS = (
    select(Message, Lane, Workspace.platform, Workspace.paused_at)
    .join(Lane, Lane.workspace == Message.workspace)
    .join(Workspace, Workspace.workspace == Message.workspace)
    .where(Message.state == "sending")
)
# Locked, in order, so that nobody else counts this day's messages to these people, and no two reviews block each other.
PEOPLE = select(Person).order_by(Person.workspace, Person.person).with_for_update(key_share=True)
# Once `tried_at` is set, a message may have been sent: doubts.py relies on that. One statement for the whole batch.
REVIEWED = joined("reviewed", workspace=String(), key=String())
TRIED = (
    update(Message)
    .where(Message.workspace == REVIEWED.c.workspace, Message.key == REVIEWED.c.key)
    .values(tried_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
PAUSED = select(Workspace.paused_at).where(Workspace.workspace == bindparam("workspace")).with_for_update(read=True)


class Reviewed(NamedTuple):
    """A message under review, with its person as the gate sees them. Both are None for a channel."""

    message: Message
    platform: str
    person: Person | None
    recipient: Recipient | None


def review_claimed(session: Session, claimed: Sequence[Claimed], now: datetime) -> list[Ready]:
    """The messages to send, with their cards. The rest is deferred or cancelled, or left alone if no longer ours."""
    ready, features = [], features_of(session.info)
    with session.no_autoflush:  # no query needs what was set on an earlier message
        going = sorted(_going(session, claimed, now), key=lambda one: one.message.kind)
        for name, same in groupby(going, key=lambda one: one.message.kind):
            several, (kind, write) = list(same), features.messages[name]
            cards = write(session, [one.message for one in several], now)
            for one, written in zip(several, cards, strict=True):
                ready += [_ready(one, card, kind, now) for card in _card(one, written)]
        if ready:
            reviewed = packed(sorted((one.workspace, one.key) for one in ready))  # in order, to avoid deadlocks
            session.connection().execute(TRIED, {"reviewed": reviewed, "now": now})
    return ready


def _going(session: Session, claimed: Sequence[Claimed], now: datetime) -> list[Reviewed]:
    """The messages that may go now, before their cards are written."""
    leases = {(one.workspace, one.key): one.lease for one in claimed}
    rows = session.execute(ROWS.where(tuple_(Message.workspace, Message.key).in_(leases))).all()
    own = [row for row in rows if row[0].lease_until == leases[row[0].workspace, row[0].key]]
    own.sort(key=lambda row: (row[0].rank, row[0].due_at, row[0].key))  # the first ones count for the day first
    people = _people(session, (message for message, *_ in own))
    known, going = recipients(session, people.values()), []
    for message, lane, platform, paused in own:
        key = (message.workspace, message.person or "")
        one = Reviewed(message, platform, people.get(key), known.get(key))
        if not (paused and _halted(session, message)) and _goes(session, one, lane, now):
            going.append(one)
    return going


def _people(session: Session, messages: Iterable[Message]) -> Mapping[tuple[str, str], Person]:
    """The people that the messages are for."""
    keys = {(one.workspace, one.person) for one in messages if one.person is not None}
    if not keys:
        return {}
    found = session.scalars(PEOPLE.where(tuple_(Person.workspace, Person.person).in_(sorted(keys))))
    return {(person.workspace, person.person): person for person in found}


def _halted(session: Session, message: Message) -> bool:
    """Hold a message while everything is paused. The lock makes resuming wait, so that it releases this one too."""
    if not _kind(session, message).pauses or message.ref is not None:
        return False
    if session.scalar(PAUSED, {"workspace": message.workspace}) is None:
        return False
    _wait(message, RESUMED, HELD)
    return True


def _goes(session: Session, one: Reviewed, lane: Lane, now: datetime) -> bool:
    """Whether the message may be sent now; otherwise it is deferred, blocked or cancelled."""
    message = one.message
    held = lane.changes_held_until if message.ref else lane.held_until
    if lane.suspended or (held and held > now):
        _wait(message, max(held or now, now), lane.suspended or "the platform asked to wait")
    elif message.ref is not None:
        return True  # a change to what they have disturbs nobody
    elif one.person is not None and one.person.unreachable_at is not None:
        put(message, "blocked", reason="the person cannot be reached")
    elif too_late(_kind(session, message), one.recipient, message.created_at, now):
        put(message, "cancelled", reason="it would have come too late")
    else:
        return message.person is None or _passes(session, one, now)
    return False


def _passes(session: Session, one: Reviewed, now: datetime) -> bool:
    """Whether the gate lets a message reach its person now; otherwise do what the gate says."""
    message, person = one.message, one.person
    if person is None or one.recipient is None:
        put(message, "cancelled", reason="the person is not known any more")
        return False
    counted = one.recipient._replace(told_on=person.told_on, told_today=person.told_today)  # with others of this batch
    match verdict(_kind(session, message), counted, now):
        case Never(reason=reason):
            put(message, "cancelled", reason=reason)
        case Later(until=until, reason=reason):
            _wait(message, until, reason)
        case Gathered(due=due):
            _wait(message, NEXT_SUMMARY, GATHERED)
            expect_summary(session, person, now, due)
        case None:
            count_message(person, now)
            return True
    return False


def _kind(session: Session, message: Message) -> Kind:
    return features_of(session.info).messages[message.kind].kind


def _card(one: Reviewed, written: Written) -> Iterator[Card]:
    message = one.message
    if one.person is not None and message.ref is None and not isinstance(written, Card):
        uncount_message(one.person)
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


def _ready(one: Reviewed, card: Card, kind: Kind, now: datetime) -> Ready:
    message = one.message
    return Ready(
        workspace=message.workspace,
        key=message.key,
        platform=one.platform,
        address=message.address,
        ref=message.ref,
        attempts=message.attempts,
        lease=message.lease_until,
        tried=now,
        mark=mark_of(message.workspace, message.key),
        card=with_less(words_of(one.person), card, kind.name) if one.person else card,
    )
