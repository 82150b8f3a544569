"""How long each kind of data is kept: one table, with the limits within which a manager may change it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.language import mark
from handlers.members.council import is_on
from models import Retention

KeptKind = Literal[
    "messages",
    "reasons",
    "texts",
    "thanks",
    "thoughts",
    "questions",
    "declined",
    "references",
    "audit",
    "strangers",
    "left",
]
KINDS: tuple[KeptKind, ...] = get_args(KeptKind)


class Period(NamedTuple):
    """How many days something is kept, at most in works-council mode, and the limits of what a manager may choose."""

    what: str  # an English sentence of the catalogue
    days: int
    council: int
    least: int
    most: int


PERIODS: Mapping[KeptKind, Period] = {
    "messages": Period(mark("Which nudges and other messages somebody got"), 180, 90, 30, 730),
    "reasons": Period(mark("Why something was offered, and why it was skipped"), 180, 90, 30, 730),
    "texts": Period(mark("The texts that people shared"), 365, 180, 30, 1095),
    "thanks": Period(mark("The words in which people thanked each other"), 365, 180, 30, 1095),
    "thoughts": Period(mark("Thoughts, posted or left lying"), 365, 180, 30, 1095),
    "questions": Period(mark("Questions to colleagues and about the guide, and who asked them"), 180, 90, 30, 730),
    "declined": Period(mark("Suggestions that were declined"), 90, 30, 7, 365),
    "references": Period(mark("How to reach people who left"), 30, 7, 1, 365),
    "audit": Period(mark("What champions and managers did"), 730, 365, 180, 3650),
    "strangers": Period(mark("People who never joined"), 180, 90, 30, 730),
    "left": Period(mark("Everything else about people who left"), 365, 90, 30, 1095),
}


def days_of(session: Session, workspace: str) -> Mapping[KeptKind, int]:
    """How many days each kind is kept in this workspace. Works-council mode only ever shortens them."""
    chosen = dict(session.execute(select(Retention.kind, Retention.days).where(Retention.workspace == workspace)).all())
    council = is_on(session, workspace)
    found: dict[KeptKind, int] = {}
    for kind, period in PERIODS.items():
        days = chosen.get(kind, period.days)
        found[kind] = min(days, period.council) if council else days
    return found
