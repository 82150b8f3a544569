"""The commands that features register, and what can be typed for each of them, by language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from handlers.core.language import Language
from handlers.core.typed import read_typed
from handlers.registry.once import once
from models import Person

Role = Literal["everybody", "champion", "manager"]
Takes = Literal["nothing", "words", "text"]
Spoken = Mapping[Language, Sequence[str]]


class Command(NamedTuple):
    """Words that can be typed after /heraut for an action, by language. The first of each is shown to people."""

    action: str
    words: Spoken
    label: str  # on its button: an English sentence of the catalogue
    takes: Takes = "nothing"  # what may follow; words lose their formatting and closing marks, a text stays as typed
    careful: bool = False  # done for its own words only: a mistake or a sentence gets a button
    maybe: Spoken = {}  # what may mean it, alone or with more after it: answered with a button
    until: Spoken = {}  # what means it if a time follows, as in "stop until Friday"
    beside: str = ""  # the action of the command that is offered with it
    role: Role = "everybody"
    help_of: str = ""  # the action whose line in help stands for it


class Vocabulary(NamedTuple):
    """What can be typed in one language each, by key: the letters of its words."""

    does: Mapping[Language, Mapping[str, Command]]
    maybe: Mapping[Language, Mapping[str, Sequence[Command]]]  # several commands may share these
    until: Mapping[Language, Mapping[str, Command]]

    def command(self, key: str, language: Language) -> Command | None:
        """In the person's own language first: a word may mean something else in another."""
        return next((self.does[one][key] for one in _order(language) if key in self.does[one]), None)

    def pausing(self, key: str, language: Language) -> Command | None:
        return next((self.until[one][key] for one in _order(language) if key in self.until[one]), None)

    def perhaps(self, key: str, language: Language) -> Sequence[Command]:
        return next((self.maybe[one][key] for one in _order(language) if key in self.maybe[one]), ())


def may(person: Person, role: Role) -> bool:
    """Whether the person has this role, or more."""
    match role:
        case "everybody":
            return True
        case "champion":
            return person.champion
        case "manager":
            return person.role == "manager"


def _order(language: Language) -> Sequence[Language]:
    return sorted(get_args(Language), key=lambda one: one != language)


def spoken(*, en: str = "", nl: str = "") -> Spoken:
    """Phrases by language, from lists with commas."""
    return {"en": _listed(en), "nl": _listed(nl)}


def _listed(text: str) -> Sequence[str]:
    return tuple(" ".join(one.split()) for one in text.split(",") if one.strip())


def key_of_phrase(phrase: str) -> str:
    """Its words without the spaces: people write "my data" and "mydata"."""
    return "".join(read_typed(phrase).keys)


def vocabulary_of(commands: Sequence[Command]) -> Vocabulary:
    """Raises `Twice` for a word that two commands have in one language."""
    languages: Sequence[Language] = get_args(Language)
    return Vocabulary(
        {one: once(_keys((command.words.get(one, ()), command) for command in commands)) for one in languages},
        {one: _shared(_keys((command.maybe.get(one, ()), command) for command in commands)) for one in languages},
        {one: once(_keys((command.until.get(one, ()), command) for command in commands)) for one in languages},
    )


def _keys(pairs: Iterable[tuple[Sequence[str], Command]]) -> Iterable[tuple[str, Command]]:
    """(key, command) for each phrase; a command may have phrases that are spelt alike."""
    for phrases, command in pairs:
        for key in dict.fromkeys(map(key_of_phrase, phrases)):
            yield key, command


def _shared(pairs: Iterable[tuple[str, Command]]) -> Mapping[str, Sequence[Command]]:
    found: dict[str, list[Command]] = {}
    for key, command in pairs:
        found.setdefault(key, []).append(command)
    return found
