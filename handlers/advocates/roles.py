"""Roles are offered and accepted: a manager asks, the person decides, and ends it whenever they like."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from handlers.advocates import role_cards as cards
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Notice, Part, Refused
from handlers.core.people import Forgotten, RoleLost, RoleTaken, manager, meet, mentioned, words_of
from handlers.members.agreements import record
from handlers.outbox.kinds import ROLE
from handlers.outbox.queue import cancel_for_champions, tell, withdraw
from handlers.registry.events import happened
from models import Content, Message, Person

ASKED_AGAIN = timedelta(days=90)  # after an offer, whatever became of it, or after the person gave the role back


def switch_champion(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut champion @anna`: offer an employee the role, or end it for a champion."""
    boss = manager(meet(session, interaction.actor, now))
    person = mentioned(session, interaction, now)
    words = words_of(boss)
    if person.role == "manager":
        raise Refused("{name} manages the programme, and may post and approve anyway.", name=person.name)
    if person.role == "champion":
        person.offered_at = None
        _end(session, person, boss, now)
        return Notice(text=words.t("{name} is no longer a champion.", name=person.name))
    _offer(session, person, boss, now)
    return Notice(text=words.t("{name} gets one message that offers the role, and decides.", name=person.name))


def accept_role(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Accept the offer; or, as a manager, receive what champions decide about."""
    person = meet(session, interaction.actor, now)
    if not person.on_duty:
        if person.left_at is not None or not (person.offered_by or person.role == "manager"):
            raise Refused("This offer has ended. A programme manager can ask you again.")
        person.role = "manager" if person.role == "manager" else "champion"
        person.duty_at = now
        _answered(session, person)
        record(session, person, "role", True, now)
        audit(session, person, "role_accepted", person.person, now, person.role)
        happened(session, RoleTaken(person), now)
    return cards.accepted_card(words_of(person))


def decline_role(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Decline the offer. Nobody is told, and it is not repeated for a while."""
    person = meet(session, interaction.actor, now)
    person.offered_at = now
    _answered(session, person)
    return cards.declined_card(words_of(person))


def end_role(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Give the role back, at once. Managers go on managing, without the messages."""
    person = meet(session, interaction.actor, now)
    if not person.on_duty and person.role != "champion":
        raise Refused("You are not a champion.")
    give_back(session, person, now)
    return cards.ended_card(words_of(person))


def give_back(session: Session, person: Person, now: datetime) -> None:
    """End the person's role because they want that, also when they leave. An open offer ends too."""
    if person.champion or person.offered_by:
        person.offered_at, person.offered_by = now, ""
    if person.champion:
        _end(session, person, person, now)


def write_offer(session: Session, message: Message, now: datetime) -> Card | None:
    """The offer, unless it was answered or has ended in the meantime."""
    person = session.get_one(Person, (message.workspace, message.person))
    boss = session.get(Person, (message.workspace, person.offered_by))
    if boss is None or person.role != "employee" or person.left_at is not None:
        return None
    return cards.role_offer_card(words_of(person), boss.name)


def asker_forgotten(session: Session, event: Forgotten, _: datetime) -> None:
    """End the offers of somebody who is forgotten."""
    theirs = (Person.workspace == event.person.workspace, Person.offered_by == event.person.person)
    session.execute(update(Person).where(*theirs).values(offered_by=""))


def unasked(person: Person, now: datetime) -> bool:
    """Managers that may be asked on Home whether they want to receive what champions decide about."""
    waiting = person.offered_at is None or person.offered_at + ASKED_AGAIN <= now
    return person.role == "manager" and person.duty_at is None and person.left_at is None and waiting


def duty_section(session: Session, person: Person, _: datetime) -> Sequence[Part]:
    """Asks a manager whether they want to receive suggestions, and says how many wait."""
    its = (Content.workspace == person.workspace, Content.state == "proposed")
    waiting = session.scalar(select(func.count()).select_from(Content).where(*its)) or 0
    return cards.duty_parts(words_of(person), waiting)


def _answered(session: Session, person: Person) -> None:
    """The offer is answered, also if its message has not gone out yet."""
    person.offered_by = ""
    withdraw(session, person.workspace, ROLE, [person.person], "answered")


def _offer(session: Session, person: Person, boss: Person, now: datetime) -> None:
    if person.left_at is not None:
        raise Refused("{name} has left, and gets no more messages.", name=person.name)
    if person.offered_at is not None and person.offered_at + ASKED_AGAIN > now:
        raise Refused("{name} was asked before, and is not asked again within three months.", name=person.name)
    person.offered_at, person.offered_by = now, boss.person
    audit(session, boss, "role_offered", person.person, now, "champion")
    tell(session, person, ROLE.key(person.person, f"{now:%Y%m%d%H%M%S}"), person.person, now)


def _end(session: Session, person: Person, by: Person, now: datetime) -> None:
    """End the role: cancel what waits, and let colleagues take over."""
    held = person.duty_at is not None or person.role == "champion"
    person.role = "manager" if person.role == "manager" else "employee"
    person.duty_at = None
    if held:
        cancel_for_champions(session, person)
        record(session, person, "role", False, now)
        audit(session, by, "role_ended", person.person, now, "champion" if person.role == "employee" else "manager")
        happened(session, RoleLost(person), now)
