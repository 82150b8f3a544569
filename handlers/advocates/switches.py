"""What people agree to when they join, and how each of it is withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.advocates.joining import go
from handlers.advocates.roles import give_back
from handlers.core.language import mark
from handlers.core.people import NameWithdrawn
from handlers.registry.events import happened
from handlers.registry.surfaces import Switch
from models import Person


def _unnamed(session: Session, person: Person, now: datetime) -> None:
    person.named = False
    happened(session, NameWithdrawn(person), now)


def _unthanked(session: Session, person: Person, now: datetime) -> None:
    person.thanks = False
    happened(session, NameWithdrawn(person), now)


def _uncounted(_: Session, person: Person, __: datetime) -> None:
    person.clicks = False


SWITCHES: Sequence[Switch] = (
    Switch("nudges", mark("Messages from Heraut"), go, mark("Leave Heraut? You will get no more messages.")),
    Switch("named", mark("My name on the leaderboard"), _unnamed),
    Switch("thanks", mark("My name in thanks that others read"), _unthanked),
    Switch("role", mark("My role as champion, and its messages"), give_back),
    Switch("clicks", mark("Clicks on my links count for me"), _uncounted),
)
