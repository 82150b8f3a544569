"""Agreeing to go by the guide: an entry in the participation record, for the edition that the person read."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.language import mark
from handlers.core.people import meet, words_of
from handlers.core.targets import read_page
from handlers.guide.cards import agreed_card
from handlers.guide.editions import guide_of, newest_edition
from handlers.members import agreements
from handlers.registry.surfaces import Switch
from models import Person


def agreed_edition(session: Session, person: Person) -> int:
    """The edition that the person agreed to last; 0 if they did not, or withdrew it."""
    return agreements.edition_agreed(session, person, "guide")


def agree_guide(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Record it, for the edition on the card: a card that changed since then is still shown as new."""
    person = meet(session, interaction.actor, now)
    edition = read_page(interaction.target)
    if not edition or edition > newest_edition(guide_of(session, person, now)):
        raise Refused("This card has expired. See the guide: /heraut guide")
    if edition > agreed_edition(session, person):
        agreements.record(session, person, "guide", True, now, edition)
    return agreed_card(words_of(person))


def _withdraw(_: Session, __: Person, ___: datetime) -> None:
    """The record is all that there is."""


GUIDE_SWITCH = Switch("guide", mark("The guide"), _withdraw)
