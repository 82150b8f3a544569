"""Less of this: a person mutes kinds of messages, or gets them again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import chosen, meet, words_of
from handlers.notifications import mute_cards as cards
from handlers.outbox.gate import reaches
from handlers.outbox.queue import cancel_kind, kinds
from handlers.registry.messages import Kind
from models import Person, Preference
from models.engine import insert_new


def less(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What a person can do about a kind of message. Without a target: all kinds that they can mute."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if not interaction.target:
        return cards.kinds_card(words, _choices(session, person))
    return cards.less_card(words, _kind(session, interaction.target), joined=person.joined)


def mute(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Send no more of a kind, from now on, and cancel what waits."""
    person, kind = _heard(session, interaction, now)
    row = {"workspace": person.workspace, "person": person.person, "kind": "mute", "value": kind.name}
    insert_new(session, Preference, [row])
    cancel_kind(session, person, kind.name)
    return cards.muted_card(words_of(person), kind)


def unmute(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Send this kind again."""
    person, kind = _heard(session, interaction, now)
    mine = (Preference.workspace == person.workspace, Preference.person == person.person, Preference.kind == "mute")
    session.execute(delete(Preference).where(*mine, Preference.value == kind.name))
    return cards.unmuted_card(words_of(person), kind)


def _heard(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Kind]:
    kind = _kind(session, interaction.target)
    if not kind.mutes:
        raise Refused("These messages cannot be muted alone. You can pause, or leave: /heraut leave")
    return meet(session, interaction.actor, now), kind


def _kind(session: Session, name: str) -> Kind:
    for kind in kinds(session):
        if kind.name == name:
            return kind
    raise Refused("This cannot be used here.")


def _choices(session: Session, person: Person) -> Sequence[tuple[Kind, bool]]:
    """The kinds that the person can get and mute, and whether they muted each."""
    muted = chosen(session, person, "mute")
    return [(kind, kind.name in muted) for kind in kinds(session) if kind.mutes and reaches(kind, person)]
