"""Inviting a colleague: each gets one invitation, ever."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.core.interaction import Card, Interaction, Notice, Refused
from handlers.core.people import advocate, meet, mentioned, words_of
from handlers.members.limits import check_limit, count_sending
from handlers.outbox.kinds import INVITATION
from handlers.outbox.queue import tell
from models import Message, Person


def invite(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut invite @anna`: send one message with a button to join. Refused if they joined or were invited before."""
    host = advocate(meet(session, interaction.actor, now))
    check_limit(session, host, "invite", now)
    guest = mentioned(session, interaction, now)
    if guest.joined:
        raise Refused("{name} takes part already.", name=guest.name)
    if guest.left_at or not tell(session, guest, INVITATION.key(guest.person), host.person, now):
        raise Refused("{name} has been asked before, and nobody is asked twice.", name=guest.name)
    count_sending(session, host, "invite", now)
    return Notice(text=words_of(host).t("{name} gets one message with your invitation.", name=guest.name))


def write_invitation(session: Session, message: Message, now: datetime) -> Card | None:
    """The invitation, unless the guest has joined or left in the meantime."""
    guest = session.get_one(Person, (message.workspace, message.person))
    host = session.get_one(Person, (message.workspace, message.subject))
    if guest.joined_at is not None:
        return None
    return cards.invitation(words_of(guest), host.name)


def no_thanks(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Decline the invitation. Nothing is stored."""
    return cards.declined_invitation(words_of(meet(session, interaction.actor, now)))
