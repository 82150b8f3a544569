"""The language in which Heraut speaks to a person: as they choose, or else as their client says."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.buttons import button_row
from handlers.core.commands import argument
from handlers.core.interaction import Card, Interaction, Text
from handlers.core.language import Language, Words
from handlers.core.people import meet, words_of
from handlers.core.typed import read_typed
from models import Person

NAMES: dict[str, Language] = {
    **dict.fromkeys(("nl", "nld", "dutch", "nederlands", "hollands", "ned", "vlaams", "nlnl", "nlbe"), "nl"),
    **dict.fromkeys(("en", "eng", "english", "engels", "uk", "us", "engb", "enus", "brits"), "en"),
}


def language(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut language nl`: keep it. Without a language: ask which."""
    person = meet(session, interaction.actor, now)
    named = (NAMES[key] for key in read_typed(argument(interaction) or "").keys if key in NAMES)
    if wanted := next(named, None):
        return _keep(person, wanted)
    words = words_of(person)
    said = words.t("In which language should Heraut speak to you?")
    own = [("client_language", words.t("As my chat does"))] if person.language else []
    row = button_row(("dutch", "Nederlands"), ("english", "English"), *own)
    return Card(title=words.t("Language"), summary=said, parts=(Text(text=said), row))


def dutch(session: Session, interaction: Interaction, now: datetime) -> Card:
    return _keep(meet(session, interaction.actor, now), "nl")


def english(session: Session, interaction: Interaction, now: datetime) -> Card:
    return _keep(meet(session, interaction.actor, now), "en")


def client_language(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Speak as the client does again."""
    person = meet(session, interaction.actor, now)
    person.language, person.locale = "", interaction.actor.locale or person.locale
    words = words_of(person)
    return _said(words, words.t("From now on Heraut speaks the language of your chat."))


def _keep(person: Person, wanted: Language) -> Card:
    """From now on it wins over what the client says."""
    person.language = person.locale = wanted
    words = Words.of(wanted)
    return _said(words, words.t("From now on Heraut speaks English to you."))


def _said(words: Words, said: str) -> Card:
    row = button_row(("language", words.t("Change language")), ("home", words.t("Start")))
    return Card(title=words.t("Language"), summary=said, parts=(Text(text=said), row))
