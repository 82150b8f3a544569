"""The Home tab, and help."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.core.feature import Action, Command, Feature, features_of
from handlers.core.interaction import Card, Interaction
from handlers.core.people import meet, words_of
from handlers.help_card import help_card
from handlers.outbox import pause
from models import Share


def home(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The Home tab: where somebody stands, and every button they need."""
    person = meet(session, interaction.actor, now)
    posted = session.scalar(
        select(func.count()).where(
            Share.workspace == person.workspace, Share.person == person.person, Share.state == "posted"
        )
    )
    card = cards.home(words_of(person), person, posted or 0, now)
    return card.model_copy(update={"parts": (*pause.notice(session, person), *card.parts)})


def show_help(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What can be typed, for the role that the person has."""
    person = meet(session, interaction.actor, now)
    return help_card(words_of(person), person, features_of(session.info).help)


FEATURE = Feature(
    name="home",
    actions={"help": Action(show_help), "home": Action(home)},
    commands=(
        Command("help", {"en": ("", "help"), "nl": ("hulp",)}),
        Command("home", {"en": ("home",), "nl": ("home",)}),
    ),
)
