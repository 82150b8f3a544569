"""Inviting a colleague: one message, once, ever; and making champions."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.contributions.thought_states import released
from handlers.core.interaction import Card, Interaction, Notice, Refused
from handlers.core.people import advocate, manager, meet, words_of
from handlers.outbox.queue import tell
from models import Message, Person


def invite(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut invite @anna`: a welcome message with a button to join. Nobody is asked twice."""
    host = advocate(meet(session, interaction.actor, now))
    guest = _mentioned(session, interaction, now)
    if guest.joined:
        raise Refused("{name} takes part already.", name=guest.name)
    if guest.left_at or not tell(session, guest, f"invitation:{guest.person}", host.person, now):
        raise Refused("{name} has been asked before, and nobody is asked twice.", name=guest.name)
    return Notice(text=words_of(host).t("{name} gets one message with your invitation.", name=guest.name))


def write_invitation(session: Session, message: Message, now: datetime) -> Card | None:
    """The invitation, unless the guest has joined or left in the meantime."""
    guest = session.get_one(Person, (message.workspace, message.person))
    host = session.get_one(Person, (message.workspace, message.subject))
    if guest.joined_at is not None:
        return None
    return cards.invitation(words_of(guest), host.name)


def no_thanks(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The guest would rather not; that is all there is to it."""
    return cards.declined_invitation(words_of(meet(session, interaction.actor, now)))


def champion(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut champion @anna` makes a champion of an employee, and an employee of a champion."""
    boss = manager(meet(session, interaction.actor, now))
    person = _mentioned(session, interaction, now)
    if person.role == "manager":
        raise Refused("{name} manages the programme, and may post and approve anyway.", name=person.name)
    words = words_of(boss)
    if person.role == "champion":
        person.role = "employee"
        released(session, person, now)
        return Notice(text=words.t("{name} is no longer a champion.", name=person.name))
    person.role = "champion"
    return Notice(text=words.t("{name} is a champion now: may post and approve content.", name=person.name))


def _mentioned(session: Session, interaction: Interaction, now: datetime) -> Person:
    """The colleague that was named; met now if Heraut did not know them."""
    match interaction.mentioned:
        case (colleague,) if colleague.workspace == interaction.actor.workspace:
            return meet(session, colleague, now, heard=False)
    raise Refused("Please name one colleague, with @.")
