"""Review messages right before they are sent: do they still hold, and what do they say now?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Integer, String, and_, bindparam, select, update
from sqlalchemy.orm import Session

from handlers.core.buttons import with_less
from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.outbox.gate import (
    GATHERED,
    Gathered,
    Key,
    Later,
    Never,
    Recipient,
    counted,
    recipients,
    too_late,
    uncounted,
    verdict,
)
from handlers.outbox.outcomes import Ready, mark_of, put
from handlers.outbox.queue import HELD, NEXT_SUMMARY, RESUMED, Claimed, expect_summary
from handlers.registry.feature import features_of
from handlers.registry.messages import Kind, Wait, Written
from models import Lane, Message, Person, Workspace
from models.base import UtcDateTime
from models.given import joined, kept, packed
from models.prepared import Change, Query

CLAIMED = joined("claimed", workspace=String(), key=String())
ROWS = Query(
    select(Message, Workspace.platform, Workspace.paused_at)
    .add_columns(Lane.suspended, Lane.held_until, Lane.changes_held_until)
    .join(CLAIMED, and_(Message.workspace == CLAIMED.c.workspace, Message.key == CLAIMED.c.key))
    .join(Lane, Lane.workspace == Message.workspace)
    .join(Workspace, Workspace.workspace == Message.workspace)
    .where(Message.state == "sending")
)
# Locked, in order, so that nobody else counts this day's messages to these people, and no two reviews block each other.
THEIRS = joined("theirs", workspace=String(), person=String())
PEOPLE = Query(
    select(Person)
    .join(THEIRS, and_(Person.workspace == THEIRS.c.workspace, Person.person == THEIRS.c.person))
    .order_by(Person.workspace, Person.person)
    .with_for_update(key_share=True, of=Person)
)
TOLD = joined(
    "told",
    workspace=String(),
    person=String(),
    told_on=String(),
    told_today=Integer(),
    nudged_at=UtcDateTime(),
    nudged_by=String(),
)
COUNTED = Change(
    update(Person)
    .where(Person.workspace == TOLD.c.workspace, Person.person == TOLD.c.person)
    .values({name: column for name, column in TOLD.c.items() if name not in ("workspace", "person")})
)
# Once `tried_at` is set, a message may have been sent: doubts.py relies on that. One statement for the whole batch.
REVIEWED = joined("reviewed", workspace=String(), key=String())
TRIED = Change(
    update(Message)
    .where(Message.workspace == REVIEWED.c.workspace, Message.key == REVIEWED.c.key)
    .values(tried_at=bindparam("now"))
)
PAUSED = Query(
    select(Workspace.paused_at).where(Workspace.workspace == bindparam("workspace")).with_for_update(read=True)
)


class ClaimedRow(NamedTuple):
    """A claimed message, with what is to know of its workspace."""

    message: Message
    platform: str
    paused_at: datetime | None
    suspended: str
    held_until: datetime | None
    changes_held_until: datetime | None


class Reviewed(NamedTuple):
    """A message under review. `person` is None for a channel, and for somebody who is not known any more."""

    message: Message
    platform: str
    person: Person | None

    @property
    def whose(self) -> Key:
        return self.message.workspace, self.message.person or ""


Known = dict[Key, Recipient]  # people as the gate sees them, with what the batch has counted for them so far


def review_claimed(session: Session, claimed: Sequence[Claimed], now: datetime) -> list[Ready]:
    """The messages to send, with their cards. The rest is deferred or cancelled, or left alone if no longer ours."""
    ready, features = [], features_of(session.info)
    with session.no_autoflush:  # no query needs what was set on an earlier message
        rows = _own(session, claimed)
        people = _people(session, (message for message, *_ in rows))
        before = recipients(session, people.values())
        known = {**before}
        going = sorted(_going(session, rows, people, known, now), key=lambda one: one.message.kind)
        for name, same in groupby(going, key=lambda one: one.message.kind):
            several, (kind, write) = list(same), features.messages[name]
            cards = write(session, [one.message for one in several], now)
            for one, written in zip(several, cards, strict=True):
                ready += [_ready(one, card, kind, now) for card in _card(one, written, known)]
        _count(session, people, before, known)
        if ready:
            reviewed = packed(sorted((one.workspace, one.key) for one in ready))  # in order, to avoid deadlocks
            TRIED.run(session, {"reviewed": reviewed, "now": now})
    return ready


def _own(session: Session, claimed: Sequence[Claimed]) -> list[ClaimedRow]:
    """The messages that are still ours, the first ones first: those count for the day first."""
    leases = {(one.workspace, one.key): one.lease for one in claimed}
    rows = [ClaimedRow(*row) for row in ROWS.all(session, claimed=packed(leases))]
    own = [row for row in rows if row.message.lease_until == leases[row.message.workspace, row.message.key]]
    return sorted(own, key=lambda row: (row.message.rank, row.message.due_at, row.message.key))


def _people(session: Session, messages: Iterable[Message]) -> Mapping[Key, Person]:
    """The people that the messages are for."""
    keys = {(one.workspace, one.person) for one in messages if one.person is not None}
    if not keys:
        return {}
    return {(person.workspace, person.person): person for (person,) in PEOPLE.all(session, theirs=packed(keys))}


def _going(
    session: Session, rows: Sequence[ClaimedRow], people: Mapping[Key, Person], known: Known, now: datetime
) -> Iterator[Reviewed]:
    """The messages that may go now, before their cards are written."""
    for row in rows:
        message = row.message
        one = Reviewed(message, row.platform, people.get((message.workspace, message.person or "")))
        if not (row.paused_at and _halted(session, message)) and _goes(session, one, row, known, now):
            yield one


def _count(session: Session, people: Mapping[Key, Person], before: Mapping[Key, Recipient], known: Known) -> None:
    """Store what was counted and noted of people, in one statement. They are locked since they were read."""
    told = []
    for key, one in sorted(known.items()):
        if one is not before[key]:
            at, by = people[key].nudged_at, people[key].nudged_by
            told.append((*key, one.told_on, one.told_today, kept(at) if at else None, by))
    if told:
        COUNTED.run(session, {"told": packed(told)})


def _halted(session: Session, message: Message) -> bool:
    """Hold a message while everything is paused. The lock makes resuming wait, so that it releases this one too."""
    if not _kind(session, message).pauses or message.ref is not None:
        return False
    if PAUSED.one(session, workspace=message.workspace) == (None,):
        return False
    _wait(message, RESUMED, HELD)
    return True


def _goes(session: Session, one: Reviewed, found: ClaimedRow, known: Known, now: datetime) -> bool:
    """Whether the message may be sent now; otherwise it is deferred, blocked or cancelled."""
    message = one.message
    held = found.changes_held_until if message.ref else found.held_until
    if found.suspended or (held and held > now):
        _wait(message, max(held or now, now), found.suspended or "the platform asked to wait")
    elif message.ref is not None:
        return True  # a change to what they have disturbs nobody
    elif one.person is not None and one.person.unreachable_at is not None:
        put(message, "blocked", reason="the person cannot be reached")
    elif too_late(_kind(session, message), known.get(one.whose), message.created_at, now):
        put(message, "cancelled", reason="it would have come too late")
    else:
        return message.person is None or _passes(session, one, known, now)
    return False


def _passes(session: Session, one: Reviewed, known: Known, now: datetime) -> bool:
    """Whether the gate lets a message reach its person now; otherwise do what the gate says."""
    message, person = one.message, one.person
    if person is None:
        put(message, "cancelled", reason="the person is not known any more")
        return False
    recipient = known[one.whose]
    match verdict(_kind(session, message), recipient, now):
        case Never(reason=reason):
            put(message, "cancelled", reason=reason)
        case Later(until=until, reason=reason):
            _wait(message, until, reason)
        case Gathered(due=due):
            _wait(message, NEXT_SUMMARY, GATHERED)
            expect_summary(session, person, now, due)
        case None:
            known[one.whose] = counted(recipient, now)
            return True
    return False


def _kind(session: Session, message: Message) -> Kind:
    return features_of(session.info).messages[message.kind].kind


def _card(one: Reviewed, written: Written, known: Known) -> Iterator[Card]:
    message = one.message
    if one.person is not None and message.ref is None and not isinstance(written, Card):
        known[one.whose] = uncounted(known[one.whose])
    match written:
        case Card():
            if message.changed:  # setting even an equal value would make the flush check each message
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
