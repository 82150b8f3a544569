"""The help card."""

from collections.abc import Sequence

from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Items
from handlers.core.language import Words
from handlers.registry.feature import HelpLine
from handlers.registry.vocabulary import may
from models import Person


def help_card(words: Words, person: Person, lines: Sequence[HelpLine]) -> Card:
    """The commands that this person can type."""
    t = words.t
    return Card(
        title=t("What you can do"),
        summary=t("What you can type after /heraut."),
        parts=(
            Items(items=tuple(t(line.sentence) for line in lines if may(person, line.role))),
            button_row(("home", t("Start"))),
        ),
    )
