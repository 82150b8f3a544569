"""What the outbox registers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Part
from handlers.core.language import mark
from handlers.core.people import Forgotten
from handlers.outbox import forgotten, pause
from handlers.outbox.events import Sent
from handlers.registry.events import follow
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held, Round, Section, everybody, one_piece
from models import Message, Person, Reference


def _notice(session: Session, person: Person, _: datetime) -> Sequence[Part]:
    return pause.pause_notice(session, person)


FEATURE = Feature(
    name="outbox",
    home=(Section(10, _notice, everybody),),
    tells=(Sent,),
    follows=(follow(Forgotten, forgotten.messages_forgotten),),
    rounds={"orphans": Round(60, one_piece(forgotten.orphans), 65)},
    holds=(
        Held(
            Message,
            "person",
            mark("Messages from Heraut to you"),
            fate="own",  # one that is on its way goes as soon as it has arrived
            shows=("kind", "state", "due_at", "tried_at", "reason"),
        ),
        Held(Reference, "address", mark("How Heraut reaches you in your chat"), fate="delete", seen=()),
    ),
)
