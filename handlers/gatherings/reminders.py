"""Rounds before an event: those who come are reminded twice in their hours, and told when it moves or is called off."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.availability import WorkingHours, available, first_shift
from handlers.calendar.localtime import local_date
from handlers.gatherings.seats import AT_ONCE, locked, move_up
from handlers.outbox.gate import recipients
from handlers.outbox.kinds import EVENT_NEWS, EVENT_REMINDER
from handlers.outbox.queue import tell_each
from handlers.registry.messages import Key
from handlers.registry.surfaces import RoundContext
from models import Gathering, Person, Seat

AHEAD = timedelta(days=7)  # reminders are queued so long before
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NIGHT = 12 * HOUR  # at least, between the first reminder and the event
ITS = (Gathering.workspace == Seat.workspace) & (Gathering.id == Seat.gathering)
THEIRS = (Person.workspace == Seat.workspace) & (Person.person == Seat.person)


async def in_batches(context: RoundContext, work: Callable[[Session, datetime], int]) -> None:
    """Do the work in transactions of a few hundred people each, until nothing is left."""
    while not context.over():
        if not await context.store.run(partial(_at, work, context.now())):
            return


def _at(work: Callable[[Session, datetime], int], now: datetime, session: Session) -> int:
    return work(session, now)


async def event_reminders(context: RoundContext) -> None:
    await in_batches(context, tell_some)
    await in_batches(context, seat_some)
    await in_batches(context, remind_some)


def tell_some(session: Session, now: datetime) -> int:
    """Tell some of those who have an answer that the event moved or was called off. Returns how many."""
    open_ = select(Gathering).where(Gathering.told < Gathering.changes).order_by(Gathering.workspace, Gathering.id)
    its = session.scalars(open_.limit(1).with_for_update(key_share=True)).first()
    if its is None:
        return 0
    here = (Seat.workspace == its.workspace, Seat.gathering == its.id, Seat.told < its.changes)
    rows = select(Seat, Person).join(Person, THEIRS).where(*here, Seat.state != "no").order_by(Seat.person)
    found = session.execute(rows.limit(AT_ONCE)).all()
    change = str(its.changes)
    told = [(person, EVENT_NEWS.key(its.id, change, person.person)) for _, person in found]
    tell_each(session, told, f"{its.id}|{change}", now)
    for seat, _ in found:
        seat.told, seat.stage = its.changes, 0
    if not found:
        its.told = its.changes
    return 1


def seat_some(session: Session, now: datetime) -> int:
    """Give the seats that an organiser added to those who still wait. Returns how many moved up."""
    waits = select(Seat.gathering).where(ITS, Seat.state == "waiting").exists()
    room = select(Gathering).where(Gathering.state == "planned", Gathering.ends_at > now, Gathering.seats == 0, waits)
    its = session.scalars(room.order_by(Gathering.workspace, Gathering.id).limit(1)).first()
    return move_up(session, locked(session, its), now) if its else 0


def remind_some(session: Session, now: datetime) -> int:
    """Queue the reminders of some people. Returns how many people."""
    soon = (Gathering.state == "planned", Gathering.starts_at > now, Gathering.starts_at <= now + AHEAD)
    rows = select(Seat, Gathering, Person).join(Gathering, ITS).join(Person, THEIRS)
    order = (Seat.workspace, Seat.gathering, Seat.number)
    here = rows.where(*soon, Seat.state == "seated", Seat.stage == 0).order_by(*order).limit(AT_ONCE)
    found = session.execute(here).all()
    known = recipients(session, (person for _, _, person in found))
    told: defaultdict[tuple[str, datetime], list[tuple[Person, Key]]] = defaultdict(list)
    for seat, its, person in found:
        for number, due in enumerate(moments(known[person.workspace, person.person], its.starts_at)):
            if due is not None and due > seat.at:
                key = EVENT_REMINDER.key(its.id, str(its.changes), str(number), person.person, f"{seat.number}")
                told[f"{its.id}|{its.changes}", due].append((person, key))
        seat.stage = 1
    for (subject, due), several in told.items():
        tell_each(session, several, subject, now, due)
    return len(found)


def moments(one: WorkingHours, starts: datetime) -> tuple[datetime | None, datetime | None]:
    """When to remind: the morning of a working day before, and an hour before; or at the end of the day before."""
    days = (local_date(starts - NIGHT, one.timezone) - back * DAY for back in range(AHEAD.days))
    shifts = (shift for day in days if (shift := first_shift(one, day)) and shift.day == day)
    before = next((shift for shift in shifts if shift.opens <= starts - NIGHT), None)
    last = available(one, starts - HOUR)
    if last < starts:
        return (before.opens if before else None), last
    return (before.opens, min(before.closes, starts) - HOUR) if before else (None, None)
