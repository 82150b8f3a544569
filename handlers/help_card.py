"""The help card."""

from collections.abc import Sequence

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Items
from handlers.core.language import Words
from handlers.registry.feature import HelpLine, Role
from models import Person


def help_card(words: Words, person: Person, lines: Sequence[HelpLine]) -> Card:
    """The commands that this person can type."""
    t = words.t
    return Card(
        title=t("What you can do"),
        summary=t("What you can type after /heraut."),
        parts=(
            Items(items=tuple(t(line.sentence) for line in lines if _may(person, line.role))),
            button_row(("home", t("Start"))),
        ),
    )


def _may(person: Person, role: Role) -> bool:
    match role:
        case "everybody":
            return True
        case "champion":
            return person.champion
        case "manager":
            return person.role == "manager"
