"""Less of this: a person mutes kinds of messages, or gets them again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.core.forms import Many, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.people import chosen, meet, words_of
from handlers.notifications import mute_cards as cards
from handlers.outbox.gate import reaches
from handlers.outbox.queue import cancel_kind, kinds
from handlers.registry.messages import Kind
from models import Person, Preference
from models.engine import insert_new


class Wanted(Submitted):
    """The submitted form: the kinds of messages that the person wants."""

    kinds: Many = ()


def less(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """What a person can do about a kind of message. Without a target: a form with all kinds that they can mute."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if not interaction.target:
        return cards.kinds_form(words, _choices(session, person))
    if interaction.target == cards.SAVE:
        return _choose(session, person, check(Wanted, interaction, words).kinds)
    return cards.less_card(words, _kind(session, interaction.target), joined=person.joined)


def _choose(session: Session, person: Person, wanted: Sequence[str]) -> Card:
    """Mute what is not wanted, and nothing else."""
    choices = _choices(session, person)
    for kind, muted in choices:
        if kind.name not in wanted and not muted:
            _mute(session, person, kind)
        elif kind.name in wanted and muted:
            _unmute(session, person, kind)
    return cards.chosen_card(words_of(person), [kind for kind, _ in choices if kind.name not in wanted])


def mute(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Send no more of a kind, from now on, and cancel what waits."""
    person, kind = _heard(session, interaction, now)
    _mute(session, person, kind)
    return cards.muted_card(words_of(person), kind)


def unmute(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Send this kind again."""
    person, kind = _heard(session, interaction, now)
    _unmute(session, person, kind)
    return cards.unmuted_card(words_of(person), kind)


def _mute(session: Session, person: Person, kind: Kind) -> None:
    row = {"workspace": person.workspace, "person": person.person, "kind": "mute", "value": kind.name}
    insert_new(session, Preference, [row])
    cancel_kind(session, person, kind.name)


def _unmute(session: Session, person: Person, kind: Kind) -> None:
    mine = (Preference.workspace == person.workspace, Preference.person == person.person, Preference.kind == "mute")
    session.execute(delete(Preference).where(*mine, Preference.value == kind.name))


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
