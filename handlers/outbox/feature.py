"""What the outbox registers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.core.interaction import Part
from handlers.core.language import mark
from handlers.outbox import pause
from handlers.outbox.events import Sent
from handlers.registry.feature import Feature
from handlers.registry.surfaces import Held, Section, everybody
from models import Message, Person, Reference


def _notice(session: Session, person: Person, _: datetime) -> Sequence[Part]:
    return pause.pause_notice(session, person)


FEATURE = Feature(
    name="outbox",
    home=(Section(10, _notice, everybody),),
    tells=(Sent,),
    holds=(
        Held(Message, "person", mark("Messages from Heraut to you")),
        Held(Reference, "address", mark("How Heraut reaches you in your chat")),
    ),
)
