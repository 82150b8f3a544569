"""Programme managers decide who is a champion."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Interaction, Notice, Refused
from handlers.core.people import RoleLost, manager, meet, mentioned, words_of
from handlers.registry.events import happened


def switch_champion(session: Session, interaction: Interaction, now: datetime) -> Notice:
    """`/heraut champion @anna`: make an employee a champion, or a champion an employee again."""
    boss = manager(meet(session, interaction.actor, now))
    person = mentioned(session, interaction, now)
    if person.role == "manager":
        raise Refused("{name} manages the programme, and may post and approve anyway.", name=person.name)
    words = words_of(boss)
    if person.role == "champion":
        person.role = "employee"
        happened(session, RoleLost(person), now)
        return Notice(text=words.t("{name} is no longer a champion.", name=person.name))
    person.role = "champion"
    return Notice(text=words.t("{name} is now a champion, and may post and approve content.", name=person.name))
