"""From what was typed after /heraut to the action that it means, or to buttons for what it may mean."""

from collections.abc import Iterator, Sequence

from handlers.commands.nearest import nearest
from handlers.commands.understand import MANY, Grammar
from handlers.core.commands import ASIDE
from handlers.core.interaction import Choice, Interaction, RefusedWithChoices
from handlers.core.language import Language, mark
from handlers.core.people import words_of
from handlers.core.shortening import shortened
from handlers.core.typed import Typed, read_typed
from handlers.registry.feature import Features
from handlers.registry.vocabulary import Command, may
from models import Person

SHOWN = 40  # letters of what was typed
OFFERED = 2  # commands

TITLE = mark("Did you mean this?")
UNKNOWN = mark("Heraut does not know “{word}”, and has changed nothing. Press what you meant.")
UNSURE = mark("Heraut has changed nothing yet. Press what you meant.")


def resolve(interaction: Interaction, features: Features, person: Person) -> Interaction:
    """Turn a typed command into the interaction it means. Raises `RefusedWithChoices` if that is not certain."""
    if interaction.action != "command":
        return interaction
    text = interaction.values.get("text", "")
    typed, language = read_typed(text if isinstance(text, str) else ""), words_of(person).language
    meant = Grammar(features.vocabulary, language).read(typed)
    if meant and meant.action:
        return interaction.model_copy(update={"action": meant.action, "values": {"text": meant.text}})
    if meant and (offered := _allowed(person, (*meant.choose, *_beside(meant.choose, features)))):
        raise _offer(offered, UNSURE)
    if len(typed.words) >= MANY and not interaction.channel:  # a direct message: perhaps a thought, so a form asks
        return interaction.model_copy(update={"action": "thought", "target": ASIDE})
    raise _offer(_nearest(typed, features, language, person), UNKNOWN, word=shortened(typed.text, SHOWN))


def _offer(commands: Sequence[Command], sentence: str, **places: object) -> RefusedWithChoices:
    choices = [Choice(command.action, command.label) for command in commands[:OFFERED]]
    return RefusedWithChoices(TITLE, sentence, (*choices, *_help(commands[:OFFERED])), **places)


def _help(offered: Sequence[Command]) -> Iterator[Choice]:
    if all(command.action != "help" for command in offered):
        yield Choice("help", mark("Help"))


def _nearest(typed: Typed, features: Features, language: Language, person: Person) -> Sequence[Command]:
    """The two nearest; what is missing of them is what most people want."""
    found = nearest(typed.keys, features.vocabulary, language, lambda command: may(person, command.role))
    usual = ("next", "home") if person.joined else ("join", "home")
    return _distinct((*found[:OFFERED], *(one for one in features.commands if one.action in usual)))


def _beside(chosen: Sequence[Command], features: Features) -> Sequence[Command]:
    return [one for command in chosen for one in features.commands if one.action == command.beside]


def _allowed(person: Person, commands: Sequence[Command]) -> Sequence[Command]:
    return _distinct([command for command in commands if may(person, command.role)])


def _distinct(commands: Sequence[Command]) -> Sequence[Command]:
    """Each label once."""
    return list({command.label: command for command in reversed(commands)}.values())[::-1]
