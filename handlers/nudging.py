"""Who is offered what, when: the plan, and asking for one now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.orm import Session

from handlers.budget import due
from handlers.choosing import Key, tastes, turns
from handlers.interaction import Card, Interaction, Refused
from handlers.library import Offer, running
from handlers.nudge_cards import card_of
from handlers.outbox import to_person
from handlers.people import advocate, meet
from models import Message, Nudge, Person
from models.engine import insert_new

WEEK = timedelta(days=7)
START: Key | None = ("", "")  # before everybody
CHUNK = 500  # people in one transaction: others wait for it


def plan(session: Session, now: datetime, after: Key) -> Key | None:
    """Write nudges, and their messages, for those of the next people who are due one; whom to go on after."""
    people = session.scalars(_awake(now, after)).all()
    offers = defaultdict(list)
    for offer in running(session, now):
        offers[offer.content.workspace].append(offer)
    recent = _recent(session, people, now)
    dues = [(person, due(person, recent[person.workspace, person.person], now)) for person in people]
    waiting = [(person, moment) for person, moment in dues if moment and offers[person.workspace]]
    if waiting:
        _write(session, waiting, offers, now)
    return (people[-1].workspace, people[-1].person) if len(people) == CHUNK else None


def plan_for(session: Session, person: Person, now: datetime) -> None:
    """The same for one person, who has just joined: if it is their hour, they need not wait."""
    moment = due(person, _recent(session, [person], now)[person.workspace, person.person], now)
    offers = [offer for offer in running(session, now) if offer.content.workspace == person.workspace]
    if moment and offers:
        _write(session, [(person, moment)], {person.workspace: offers}, now)


def _write(
    session: Session,
    waiting: Sequence[tuple[Person, datetime]],
    offers: Mapping[str, Sequence[Offer]],
    now: datetime,
) -> None:
    """All at once. Where another replica was first, its rows stand and these are dropped."""
    taste = tastes(session, [person for person, _ in waiting])
    turn = turns(session, [offer for some in offers.values() for offer in some])
    nudges, messages = [], []
    for person, moment in waiting:
        if offer := taste.pick(person, offers[person.workspace]):
            row = _row(person, offer, turn.next(offer), now, asked=False)
            nudges.append(row)
            messages.append(to_person(person, f"nudge:{row['id']}:1", str(row["id"]), now, moment))
    insert_new(session, Nudge, nudges)
    insert_new(session, Message, messages)


def next_one(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut next`: something to share now, because the person asked."""
    person = advocate(meet(session, interaction.actor, now))
    offers = [offer for offer in running(session, now) if offer.content.workspace == person.workspace]
    offer = tastes(session, [person]).pick(person, offers)
    if offer is None:
        return _unanswered(session, person, offers)
    row = _row(person, offer, turns(session, [offer]).next(offer), now, asked=True)
    insert_new(session, Nudge, [row])
    return card_of(session, session.get_one(Nudge, (person.workspace, row["id"])))


def _unanswered(session: Session, person: Person, offers: Sequence[Offer]) -> Card:
    """Nothing new, but perhaps something that waits for an answer."""
    open_ = select(Nudge).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.answer.is_(None),
        Nudge.content.in_([offer.content.id for offer in offers]),
    )
    nudge = session.scalars(open_.order_by(Nudge.planned_at.desc()).limit(1)).one_or_none()
    if nudge is None:
        raise Refused("There is nothing new for you just now. You will hear when there is.")
    return card_of(session, nudge)


def _row(person: Person, offer: Offer, text: int, now: datetime, *, asked: bool) -> dict[str, object]:
    return {
        "workspace": person.workspace,
        "id": f"{person.person}.{offer.content.id}",
        "person": person.person,
        "content": offer.content.id,
        "text": text,
        "asked": asked,
        "round": 1,
        "planned_at": now,
    }


def _awake(now: datetime, after: Key) -> Select[Person]:
    """The next advocates who can be reached and are not resting, by their key."""
    key = tuple_(Person.workspace, Person.person)
    awake = select(Person).where(
        Person.joined_at.is_not(None),
        Person.left_at.is_(None),
        Person.unreachable_at.is_(None),
        or_(Person.paused_until.is_(None), Person.paused_until <= now),
    )
    return awake.where(key > tuple_(*after)).order_by(Person.workspace, Person.person).limit(CHUNK)


def _recent(session: Session, people: Sequence[Person], now: datetime) -> Mapping[Key, list[datetime]]:
    """By person, when they were nudged unasked in the last seven days."""
    keys = [(person.workspace, person.person) for person in people]
    rows = select(Nudge.workspace, Nudge.person, Nudge.planned_at).where(
        tuple_(Nudge.workspace, Nudge.person).in_(keys), Nudge.asked.is_(False), Nudge.planned_at > now - WEEK
    )
    recent: dict[Key, list[datetime]] = defaultdict(list)
    for workspace, person, at in session.execute(rows):
        recent[workspace, person].append(at)
    return recent
