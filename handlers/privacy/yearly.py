"""Once a year people are asked whether what they agreed to still holds. Without an answer, it stays as it is."""

from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction
from handlers.core.people import advocate, meet, words_of
from handlers.members import agreements
from handlers.outbox.kinds import AGREEMENTS
from handlers.outbox.queue import tell
from handlers.privacy import cards
from handlers.registry.feature import features_of
from models import Message, Participation, Person

YEAR = timedelta(days=365)
AT_ONCE = 100  # people asked in one round


def ask_again(session: Session, now: datetime) -> None:
    """Ask advocates who changed nothing for a year, and were not asked in that time. The gate finds the moment."""
    since = now - YEAR
    own = (Participation.workspace == Person.workspace, Participation.person == Person.person)
    due = (
        select(Person)
        .where(Person.joined_at <= since, Person.left_at.is_(None), exists().where(*own))
        .where(
            or_(Person.asked_at.is_(None), Person.asked_at <= since), ~exists().where(*own, Participation.at > since)
        )
        .order_by(Person.joined_at)
        .limit(AT_ONCE)
    )
    for person in session.scalars(due).all():
        person.asked_at = now
        tell(session, person, AGREEMENTS.key(person.person, f"{now:%Y%m%d}"), person.person, now)


def write_question(session: Session, message: Message, _: datetime) -> Card | None:
    """What they agree to now, and whether that still holds; None if they agree to nothing."""
    person = session.get(Person, (message.workspace, message.person))
    if person is None or message.ref is not None:
        return None
    switches = features_of(session.info).switches.values()
    held = [switch.label for switch in switches if agreements.has_agreed(session, person, switch.purpose)]
    return cards.yearly_question_card(words_of(person), held) if held else None


def still_holds(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The answer that all of it still holds."""
    person = advocate(meet(session, interaction.actor, now))
    person.asked_at = now
    return cards.confirmed_card(words_of(person))
