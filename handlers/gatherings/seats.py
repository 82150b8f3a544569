"""Come, perhaps or no: who gets a seat, who waits, and who moves up, in the order in which they said it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet
from handlers.core.targets import read_tap
from handlers.gatherings.gatherings import shown_gathering
from handlers.gatherings.reads import gathering_of, may_come
from handlers.outbox.kinds import EVENT_NEWS
from handlers.outbox.queue import tell_each
from models import Gathering, Person, Seat
from models.gathering import SeatState

Answer = Literal["come", "perhaps", "no"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
AT_ONCE = 500  # people who move up in one transaction; the round goes on from there


def answer_gathering(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Come, perhaps or no. The target is the word and the event. A second press of the same changes nothing."""
    person = meet(session, interaction.actor, now)
    tap = read_tap(interaction.target, ANSWERS)
    its = locked(session, gathering_of(session, person, tap.about))
    if its.state == "cancelled":
        raise Refused("This event is called off.")
    if its.ends_at <= now:
        raise Refused("This event is over.")
    if tap.word != "no" and not may_come(person, its):
        raise Refused("This event is not for you.")
    _answer(session, its, person, tap.word, now)
    return shown_gathering(session, person, its, now)


def locked(session: Session, its: Gathering) -> Gathering:
    """The event as it is now, held until this transaction ends: seats are given out one at a time."""
    key = (Gathering.workspace == its.workspace, Gathering.id == its.id)
    held = select(Gathering).where(*key).with_for_update(key_share=True)
    return session.scalars(held.execution_options(populate_existing=True)).one()


def _answer(session: Session, its: Gathering, person: Person, word: Answer, now: datetime) -> None:
    key = (its.workspace, its.id, person.person)
    seat = session.get(Seat, key, populate_existing=True)
    comes = seat is not None and seat.number > 0
    if seat is None:
        seat = Seat(workspace=its.workspace, gathering=its.id, person=person.person, state="no", at=now)
        session.add(seat)
    if word == "come" and comes:
        return
    had = seat.state == "seated"
    seat.state, seat.number = _place(session, its, word)
    seat.at, seat.told, seat.stage = now, its.changes, 0
    session.flush()
    if had:
        move_up(session, its, now)


def _place(session: Session, its: Gathering, word: Answer) -> tuple[SeatState, int]:
    """What becomes of the answer, and its place in the queue."""
    if word != "come":
        return word, 0
    its.numbers += 1
    return ("seated" if free(session, its) else "waiting"), its.numbers


def free(session: Session, its: Gathering) -> int:
    """How many seats are free for the next one: none while others wait. Hold the event."""
    if not its.seats:
        return AT_ONCE
    if next(iter(_waiting(session, its, 1)), None):
        return 0
    return max(0, its.seats - _taken(session, its))


def _taken(session: Session, its: Gathering) -> int:
    here = (Seat.workspace == its.workspace, Seat.gathering == its.id, Seat.state == "seated")
    return session.scalar(select(func.count()).select_from(Seat).where(*here)) or 0


def _waiting(session: Session, its: Gathering, most: int) -> Sequence[Seat]:
    here = (Seat.workspace == its.workspace, Seat.gathering == its.id, Seat.state == "waiting")
    return session.scalars(select(Seat).where(*here).order_by(Seat.number).limit(most)).all()


def move_up(session: Session, its: Gathering, now: datetime) -> int:
    """Give free seats to those who wait, first come first served, and tell them. Hold the event. Returns how many."""
    if its.state == "cancelled" or its.ends_at <= now:
        return 0
    left = min(its.seats - _taken(session, its), AT_ONCE) if its.seats else AT_ONCE
    moved = _waiting(session, its, left) if left > 0 else ()
    for seat in moved:
        seat.state, seat.stage = "seated", 0
    session.flush()
    told = [(session.get_one(Person, (its.workspace, seat.person)), seat) for seat in moved]
    tell_each(
        session, [(one, EVENT_NEWS.key(its.id, f"seat{seat.number}", one.person)) for one, seat in told], its.id, now
    )
    return len(moved)


def leave_all(session: Session, person: Person, now: datetime) -> None:
    """The person's answers are deleted, and their seats go to those who wait. Nobody is told why."""
    here = (Seat.workspace == person.workspace, Seat.person == person.person)
    for seat in session.scalars(select(Seat).where(*here).order_by(Seat.gathering)).all():
        its = locked(session, session.get_one(Gathering, (seat.workspace, seat.gathering)))
        if its.ends_at <= now:
            continue
        had = seat.state == "seated"
        session.delete(seat)
        session.flush()
        if had:
            move_up(session, its, now)
