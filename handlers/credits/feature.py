"""What credits register: whether people are named with what they suggested."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.core.language import mark
from handlers.core.people import Forgotten, NameWithdrawn
from handlers.credits.settings import CREDIT_SETTINGS, CREDIT_SWITCH
from handlers.registry.events import follow
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held
from models import Content


def suggester_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Nobody knows any more whose suggestion it was."""
    its = (Content.workspace == event.person.workspace, Content.suggested_by == event.person.person)
    session.execute(update(Content).where(*its).values(suggested_by=""))


FEATURE = Feature(
    name="credits",
    settings=(CREDIT_SETTINGS,),
    switches=(CREDIT_SWITCH,),
    follows=(follow(Forgotten, suggester_forgotten),),
    tells=(NameWithdrawn,),
    holds=(
        Held(
            Content,
            "suggested_by",
            mark("What you suggested, and your name with it if you agreed"),
            fate="own",
            seen=("you", "colleagues"),
            shows=("title", "url", "state"),
        ),
    ),
)
