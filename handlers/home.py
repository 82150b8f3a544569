"""The Home tab and the help card, from what each feature registers."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import get_args

from sqlalchemy.orm import Session

from handlers.core.buttons import MOST, more
from handlers.core.interaction import Button, Buttons, Card, Divider, Interaction, NeedsPage, Part, Reply, Text
from handlers.core.language import Words, mark
from handlers.core.people import meet, words_of
from handlers.help_card import help_card
from handlers.registry.feature import Action, Feature, HelpLine, features_of
from handlers.registry.surfaces import HomeButton, HomeRow, Section, receivers, strangers
from handlers.registry.vocabulary import Command, Spoken
from models import Person

ROWS: tuple[HomeRow, ...] = get_args(HomeRow)


def home(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What can be shared, where the person stands, and a menu."""
    person = meet(session, interaction.actor, now)
    t, features = words_of(person).t, features_of(session.info)
    told = [(one, [*one.parts(session, person, now)]) for one in features.home if one.who(person, now)]
    room = MOST - sum(len(part.buttons) for _, its in told for part in its if isinstance(part, Buttons))
    row = _row(session, person, now, room)
    left = room - len(row.buttons)
    pieces = [(one.place, its) for one, its in told]
    pieces += [
        (one.place, [*one.parts(session, person, now, left)]) for one in features.shelves if one.who(person, now)
    ]
    parts = [part for _, its in sorted(pieces, key=itemgetter(0)) for part in its]
    return Card(
        title=t("Hello {name}", name=person.name) if person.joined else "Heraut",
        summary=_summary(told) or t("Heraut shows you what is worth sharing."),
        parts=(*parts, Divider(), row),
    )


def _summary(told: Sequence[tuple[Section, Sequence[Part]]]) -> str:
    """The first text of the last section that leads."""
    texts = [part.text for one, its in reversed(told) if one.leads for part in its if isinstance(part, Text)]
    return texts[0] if texts else ""


def _row(session: Session, person: Person, now: datetime, room: int) -> Buttons:
    """The buttons that the person may use: the first ones in sight, the others in the menu, group by group."""
    words, every = words_of(person), features_of(session.info).home_buttons
    mine = [one for name in ROWS for one in every if one.row == name and one.who(person, now)]
    front = [one for one in mine if one.front][:room]
    hidden = [_button(words, one) for one in mine if one not in front]
    seen = [_button(words, one) for one in front]
    seen[:1] = [seen[0].model_copy(update={"style": "primary"})] if seen else []
    return Buttons(buttons=tuple(seen), menu=more(words, *hidden) if hidden else None)


def _button(words: Words, one: HomeButton) -> Button:
    return Button(action=one.action, label=words.t(one.label))


def show_help(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The commands that the person's role allows."""
    person = meet(session, interaction.actor, now)
    return help_card(words_of(person), person, features_of(session.info).help)


def greet(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """`/heraut start`: what joining means, or Home for somebody who has joined."""
    person = meet(session, interaction.actor, now)
    if receivers(person, now):
        return home(session, interaction, now)
    return features_of(session.info).actions["join"].handle(session, interaction, now)


HELP: Spoken = {
    "en": (
        *("", "help", "commands", "manual", "hi", "hello", "hey", "hey there", "hi there", "good morning", "info"),
        *(
            "what can you do",
            "what can i do",
            "what do you do",
            "how does this work",
            "how does it work",
            "what is this",
        ),
        *("who are you", "what are you", "instructions", "support", "faq", "what commands are there", "options"),
    ),
    "nl": (
        *("hulp", "help", "hoi", "hallo", "hey", "goedemorgen", "uitleg", "opdrachten", "commando's", "informatie"),
        *("wat kun je", "wat kan je", "wat kan ik doen", "wat kun je doen", "hoe werkt dit", "hoe werkt het"),
        *("wat is dit", "wie ben je", "wat doe je", "opties", "help me"),
    ),
}
HOME: Spoken = {
    "en": ("home", "menu", "overview", "dashboard", "status", "home page", "main menu"),
    "nl": ("home", "menu", "overzicht", "startpagina", "beginscherm", "hoofdmenu"),
}
START: Spoken = {
    "en": ("start", "begin", "get started", "go"),
    "nl": ("start", "begin", "beginnen", "starten", "aan de slag"),
}

FEATURE = Feature(
    name="home",
    actions={"help": Action(show_help), "home": Action(home), "start": Action(greet)},
    help=(HelpLine(200, mark("/heraut home – where you stand, and every button")),),
    commands=(
        Command("help", HELP, mark("Help")),
        Command("home", HOME, mark("Start")),
        Command("start", START, mark("Start"), help_of="home"),
    ),
    home_buttons=(
        HomeButton("first", 90, "help", mark("Help"), strangers),
        HomeButton("own", 90, "help", mark("Help")),
    ),
)
