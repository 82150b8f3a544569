"""After an event: those who were there are asked how it was, and the answers are counted once, for good."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from handlers.core.anonymity import fewest_of
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet, words_of
from handlers.core.targets import read_tap
from handlers.gatherings import message_cards as cards
from handlers.gatherings.cards import ShownGathering
from handlers.gatherings.reads import gathering_of
from handlers.gatherings.reminders import ITS, THEIRS, in_batches
from handlers.gatherings.seats import AT_ONCE
from handlers.outbox.kinds import EVENT_AFTER
from handlers.outbox.queue import tell_each
from handlers.recognition import points
from handlers.registry.surfaces import RoundContext
from models import Gathering, Person, Seat

Answer = Literal["good", "better", "absent"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
SOON, COUNTED, LATE = timedelta(minutes=30), timedelta(days=7), timedelta(days=14)


def rate_gathering(session: Session, interaction: Interaction, now: datetime) -> Card:
    """How it was, or that they were not there. It can be changed until it is counted."""
    person = meet(session, interaction.actor, now)
    tap = read_tap(interaction.target, ANSWERS)
    its = gathering_of(session, person, tap.about)
    key = (its.workspace, its.id, person.person)
    seat = session.get(Seat, key, with_for_update=True)
    if seat is None or seat.state != "seated" or its.state != "planned" or its.ends_at > now:
        raise Refused("This question is for those who came.")
    session.refresh(its, with_for_update={"key_share": True})
    if its.counted_at:
        raise Refused("The answers have been counted.")
    seat.said, seat.said_at = tap.word, now
    session.flush()
    words, gained = words_of(person), points.attended(session, seat, now)
    return cards.after_card(words, ShownGathering(its, seat, now, person.timezone), gained.sentences(words))


async def event_questions(context: RoundContext) -> None:
    await in_batches(context, ask_some)
    await in_batches(context, count_one)


def ask_some(session: Session, now: datetime) -> int:
    """Ask some of those who had a seat. Returns how many."""
    over = (Gathering.state == "planned", Gathering.ends_at <= now - SOON, Gathering.ends_at > now - COUNTED)
    rows = select(Seat, Person).join(Gathering, ITS).join(Person, THEIRS)
    here = rows.where(*over, Seat.state == "seated", Seat.stage < 2).order_by(
        Seat.workspace, Seat.gathering, Seat.number
    )
    found = session.execute(here.limit(AT_ONCE)).all()
    for gathering in dict.fromkeys((seat.workspace, seat.gathering) for seat, _ in found):
        its = [one for seat, one in found if (seat.workspace, seat.gathering) == gathering]
        tell_each(session, [(one, EVENT_AFTER.key(gathering[1], one.person)) for one in its], gathering[1], now)
    for seat, _ in found:
        seat.stage = 2
    return len(found)


def count_one(session: Session, now: datetime) -> int:
    """Count the answers about one event, and wipe them: what stays is who was there. Returns how many events."""
    over = (Gathering.counted_at.is_(None), Gathering.ends_at <= now - COUNTED)
    rows = select(Gathering).where(*over).order_by(Gathering.ends_at).limit(1)
    its = session.scalars(rows.with_for_update(key_share=True, skip_locked=True)).first()
    if its is None:
        return 0
    here = (Seat.workspace == its.workspace, Seat.gathering == its.id, Seat.said.in_(("good", "better")))
    counts = Counter(dict(session.execute(select(Seat.said, func.count()).where(*here).group_by(Seat.said)).all()))
    k = fewest_of(session, its.workspace)
    if min(counts["good"], counts["better"]) >= k:  # as many on either side, so that nobody's own answer follows
        its.said_good, its.said_all = counts["good"], counts.total()
    its.counted_at = now
    session.execute(update(Seat).where(*here).values(said="there"))
    return 1
