"""Who may organise events: champions, and colleagues that a champion names."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.affiliation import UNCLEAR
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import champion, meet, mentioned, words_of
from handlers.gatherings import cards
from handlers.members.named import take_off
from models import Organiser, Person
from models.engine import insert_new
from models.prepared import get

SHOWN = 8


def organises(session: Session, person: Person) -> bool:
    """Whether the person may plan and change events."""
    return person.champion or get(session, Organiser, person.workspace, person.person) is not None


def organiser(session: Session, person: Person) -> Person:
    """Returns the person if they may plan and change events. Raises `Refused` otherwise."""
    if not organises(session, person):
        raise Refused(UNCLEAR if person.owed else "Only champions, and those they name, can organise events.")
    return person


def organisers(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut organiser @anna`: name somebody, or take them off. Without a name: who it is."""
    by = champion(meet(session, interaction.actor, now))
    if interaction.target:
        take_off(session, by, Organiser, interaction.target, "organiser_unnamed", now)
    elif interaction.mentioned:
        colleague = mentioned(session, interaction, now)
        if not take_off(session, by, Organiser, colleague.person, "organiser_unnamed", now):
            _name(session, by, colleague, now)
    return cards.organisers_card(words_of(by), _named(session, by.workspace), instead=bool(interaction.target))


def _name(session: Session, by: Person, colleague: Person, now: datetime) -> None:
    if colleague.champion:
        raise Refused("{name} is a champion, and can organise events already.", name=colleague.name)
    row = {"workspace": by.workspace, "person": colleague.person, "named_by": by.person, "at": now}
    insert_new(session, Organiser, [row])
    audit(session, by, "organiser_named", colleague.person, now)


def _named(session: Session, workspace: str) -> Sequence[tuple[str, str]]:
    """(id, name) of those who were named."""
    theirs = (Person.workspace == Organiser.workspace) & (Person.person == Organiser.person)
    rows = select(Person.person, Person.name).join(Organiser, theirs).where(Person.workspace == workspace)
    return [(id_, name) for id_, name in session.execute(rows.order_by(Person.name, Person.person).limit(SHOWN))]
