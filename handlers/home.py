"""The Home tab and the help card, from what each feature registers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Divider, Interaction, Part, Text
from handlers.core.language import mark
from handlers.core.people import meet, words_of
from handlers.help_card import help_card
from handlers.registry.feature import Action, Command, Feature, features_of
from handlers.registry.surfaces import HomeButton, HomeRow, Parts, Section, everybody, strangers
from models import Person


def home(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Where the person stands, and every button they need."""
    person = meet(session, interaction.actor, now)
    t = words_of(person).t
    parts: list[Part] = []
    summary = t("Heraut shows you what is worth sharing.")
    for section in features_of(session.info).home:
        if section.who(person, now):
            its = section.parts(session, person, now)
            parts.extend(its)
            if section.leads:
                summary = next((part.text for part in its if isinstance(part, Text)), summary)
    title = t("Hello {name}", name=person.name) if person.joined else "Heraut"
    return Card(title=title, summary=summary, parts=tuple(parts))


def _row(name: HomeRow, *, lead: bool = False, apart: bool = False) -> Parts:
    """A section with the buttons of this row that the person may use. `apart` puts a line above them."""

    def parts(session: Session, person: Person, now: datetime) -> Sequence[Part]:
        words, every = words_of(person), features_of(session.info).home_buttons
        mine = [(one.action, words.t(one.label)) for one in every if one.row == name and one.who(person, now)]
        above = (Divider(),) if apart else ()
        return (*above, button_row(*mine, lead=lead)) if mine else ()

    return parts


def show_help(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The commands that the person's role allows."""
    person = meet(session, interaction.actor, now)
    return help_card(words_of(person), person, features_of(session.info).help)


FEATURE = Feature(
    name="home",
    actions={"help": Action(show_help), "home": Action(home)},
    commands=(
        Command("help", {"en": ("", "help"), "nl": ("hulp",)}),
        Command("home", {"en": ("home",), "nl": ("home",)}),
    ),
    home=(
        Section(30, _row("first", lead=True), everybody),
        Section(40, _row("contribute"), everybody),
        Section(50, _row("publish"), everybody),
        Section(70, _row("own", apart=True), everybody),
    ),
    home_buttons=(
        HomeButton("first", 90, "help", mark("Help"), strangers),
        HomeButton("own", 90, "help", mark("Help")),
    ),
)
