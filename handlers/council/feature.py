"""What works-council mode registers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.buttons import button_row
from handlers.core.interaction import Part
from handlers.core.language import mark
from handlers.core.people import words_of
from handlers.council import council, messages
from handlers.council.events import CouncilSwitched
from handlers.members.council import council_notice
from handlers.outbox.kinds import COUNCIL_BACK, COUNCIL_ENDED
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, Section, everybody
from handlers.registry.vocabulary import Command
from models import Person, Workspace


def _home(session: Session, person: Person, now: datetime) -> Sequence[Part]:
    """The line for everybody while it is on. Managers can also answer a colleague's request from here."""
    if not council.waiting(session, person, now):
        return council_notice(session, person)
    words = words_of(person)
    return *council_notice(session, person), button_row(("council", words.t("A colleague wants to switch it off")))


FEATURE = Feature(
    name="council",
    actions={
        "council": Action(council.council),
        "council_back": Action(council.council_back),
        "council_keep": Action(council.council_keep),
        "council_off": Action(council.council_off),
        "council_on": Action(council.council_on),
    },
    commands=(
        Command(
            "council",
            {
                "en": ("council", "council on", "council off", "works council"),
                "nl": ("or", "or aan", "or uit", "ondernemingsraad", "or-stand"),
            },
            mark("Works-council mode"),
            role="manager",
        ),
    ),
    help=(HelpLine(350, mark("/heraut council – works-council mode: nobody is named"), "manager"),),
    home=(Section(12, _home, everybody),),
    messages={COUNCIL_BACK: each(messages.write_back), COUNCIL_ENDED: each(messages.write_ended)},
    tells=(CouncilSwitched,),
    holds=(
        Held(
            Workspace,
            "council_by",
            mark("That you switched works-council mode on, as long as it is on"),
            fate="tombstone",
            seen=("champions",),
            shows=("council_at",),
        ),
        Held(
            Workspace,
            "council_back_by",
            mark("That you asked to switch works-council mode off"),
            fate="tombstone",
            seen=("champions",),
            shows=("council_back_at",),
        ),
    ),
)
