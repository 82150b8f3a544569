"""The language in the settings form."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Input, Interaction, Option
from handlers.core.language import Language, mark
from handlers.core.people import words_of
from handlers.registry.surfaces import SettingsFields
from models import Person

CHAT = "chat"  # the value of the choice below
AS_CHAT = mark("As my chat does")
OWN: Mapping[str, Language] = {"nl": "nl", "en": "en"}  # what is submitted → the language
NAMES: Mapping[Language, str] = {"nl": "Nederlands", "en": "English"}  # as each calls itself


def _inputs(_: Session, person: Person, __: datetime) -> Sequence[Input]:
    t = words_of(person).t
    options = (Option(value=CHAT, label=t(AS_CHAT)), *(Option(value=one, label=NAMES[own]) for one, own in OWN.items()))
    label, value = t("In which language should Heraut speak to you?"), person.language or CHAT
    return (Input(name="speak", label=label, kind="choice", options=options, value=value, required=True),)


def _write(_: Session, person: Person, interaction: Interaction, __: datetime) -> Mapping[str, str]:
    """What is chosen holds for the answer too. A form without the field changes nothing."""
    match interaction.values.get("speak"):
        case None:
            pass
        case "chat" if person.language:
            person.language, person.locale = "", interaction.actor.locale or person.locale
        case "chat":
            pass
        case str() as wanted if wanted in OWN:
            person.language = person.locale = OWN[wanted]
        case _:
            return {"speak": words_of(person).t("This cannot be used here.")}
    return {}


def _rows(_: Session, person: Person) -> Sequence[tuple[str, str]]:
    t = words_of(person).t
    own = OWN.get(person.language)
    return ((t("Language"), NAMES[own] if own else t(AS_CHAT)),)


LANGUAGE_SETTING = SettingsFields(frozenset({"speak"}), ("settings",), _inputs, _write, _rows)
