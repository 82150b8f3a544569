"""`/heraut retention`: how long data is kept. Everybody may read it, and managers change it."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Invalid, Reply
from handlers.core.people import manager, meet, words_of
from handlers.members.council import is_on
from handlers.retention import cards
from handlers.retention.cleanup import nights, receipt_of
from handlers.retention.periods import PERIODS, KeptKind, days_of
from models import Person, Retention


def retention(session: Session, interaction: Interaction, now: datetime) -> Card:
    """How long each kind of data is kept, and what the last night deleted."""
    return _card(session, meet(session, interaction.actor, now))


def change_retention(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Show the form, then store how long each kind is kept. Raises `Invalid`."""
    person = manager(meet(session, interaction.actor, now))
    if not interaction.values.keys() & PERIODS.keys():
        return cards.retention_form(words_of(person), _chosen(session, person.workspace))
    _store(session, person, interaction.values, now)
    return _card(session, person)


def _card(session: Session, person: Person) -> Card:
    workspace = person.workspace
    last = next(iter(nights(session, workspace)), None)
    night = (date.fromisoformat(last.day), receipt_of(session, workspace, last.day)) if last else None
    kept, council = days_of(session, workspace), is_on(session, workspace)
    return cards.retention_card(words_of(person), kept, night, council=council, may=person.role == "manager")


def _chosen(session: Session, workspace: str) -> Mapping[KeptKind, int]:
    """What holds without works-council mode."""
    rows = select(Retention.kind, Retention.days).where(Retention.workspace == workspace)
    chosen = dict(session.execute(rows).all())
    return {kind: chosen.get(kind, period.days) for kind, period in PERIODS.items()}


def _store(session: Session, person: Person, values: Mapping[str, object], now: datetime) -> None:
    words, before = words_of(person), _chosen(session, person.workspace)
    wished = {kind: _number(values.get(kind, "")) if kind in values else before[kind] for kind in PERIODS}
    wrong = {kind: period for kind, period in PERIODS.items() if not period.least <= wished[kind] <= period.most}
    if wrong:
        raise Invalid({kind: cards.limits(words, period) for kind, period in wrong.items()})
    for kind, number in wished.items():
        if number != before[kind]:
            session.merge(Retention(workspace=person.workspace, kind=kind, days=number))
    if wished != before:
        audit(session, person, "retention_changed", "", now)


def _number(typed: object) -> int:
    """The number that was typed; 0, which is below every limit, for anything else."""
    text = str(typed).strip()
    return int(text) if text.isascii() and text.isdecimal() else 0
