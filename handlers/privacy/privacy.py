"""`/heraut privacy`: what is kept about a person, what they agreed to, and forgetting them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet, words_of
from handlers.members import agreements
from handlers.members.council import council_notice
from handlers.privacy import cards
from handlers.privacy.erasure import erase as forget_person
from handlers.privacy.forget_cards import forget_card, forgotten_card
from handlers.privacy.holdings import Holding, holdings
from handlers.registry.feature import features_of
from models import Participation, Person
from models.people import Purpose


def privacy(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Who sees what, by what is stored right now."""
    person, found = _known(session, interaction, now)
    lines = [cards.DataLine(one.held.what, one.rows, one.held.seen, one.held.kept) for one in found]
    card = cards.privacy_card(words_of(person), lines, instead=interaction.target == cards.BACK)
    return card.model_copy(update={"parts": (*council_notice(session, person), *card.parts)})


def show_agreements(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The participation record."""
    person, _ = _known(session, interaction, now)
    return _record(session, person)


def withdraw_agreement(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Withdraw one agreement, with one tap."""
    person, _ = _known(session, interaction, now)
    switches = features_of(session.info).switches
    switch = next((switch for purpose, switch in switches.items() if purpose == interaction.target), None)
    if switch is None:
        raise Refused("This card has expired. See what is new: /heraut next")
    if agreements.record(session, person, switch.purpose, False, now):
        switch.withdraw(session, person, now)
    return _record(session, person)


def ask_forget(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Say what goes and what stays, before anything does."""
    person, _ = _known(session, interaction, now)
    alone = _last_manager(session, person)
    return forget_card(words_of(person), last_manager=alone, typed=bool(interaction.values))


def forget_me(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Forget the person, at once."""
    person, _ = _known(session, interaction, now)
    words = words_of(person)
    forget_person(session, person, now)
    return forgotten_card(words)


def is_known(person: Person, _: datetime) -> bool:
    """Whether Heraut keeps more about them than that they looked: for the button on Home."""
    return person.joined_at is not None or person.champion


def _known(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Sequence[Holding]]:
    """The person, with what is kept about them. Refused in channels, and for people of whom nothing is kept.

    A refusal undoes that they were met by asking.
    """
    person = meet(session, interaction.actor, now)
    if interaction.channel:
        raise Refused("Write this to Heraut in private: the answer is for you alone.")
    session.flush()
    found = holdings(session, person)
    if person.met_at == now and [one.held.table for one in found] == [Person]:
        raise Refused("Heraut keeps nothing about you.")
    return person, found


def _record(session: Session, person: Person) -> Card:
    switches = features_of(session.info).switches
    labels = {purpose: switch.label for purpose, switch in switches.items()}
    past = agreements.past_agreements(session, person)
    agreed = [
        _agreed(past, purpose, switch.label, switch.confirm, agreements.has_agreed(session, person, purpose))
        for purpose, switch in switches.items()
        if _rows(past, purpose)
    ]
    told = [(row.at, labels.get(row.purpose, row.purpose), row.agreed) for row in past]
    return cards.agreements_card(words_of(person), agreed, told, person.timezone)


def _rows(past: Sequence[Participation], purpose: Purpose) -> Sequence[Participation]:
    """The rows about one purpose; if there are none, those about the question that it was part of."""
    own = [row for row in past if row.purpose == purpose]
    return own or [row for row in past if row.purpose == agreements.TOGETHER.get(purpose)]


def _agreed(past: Sequence[Participation], purpose: Purpose, label: str, confirm: str, holds: bool) -> cards.Agreed:
    last = _rows(past, purpose)[-1]
    return cards.Agreed(purpose, label, holds, last.at, agreements.words_agreed(last), confirm)


def _last_manager(session: Session, person: Person) -> bool:
    managers = (Person.workspace == person.workspace, Person.role == "manager", Person.left_at.is_(None))
    others = select(func.count()).select_from(Person).where(*managers, Person.person != person.person)
    return person.role == "manager" and not session.scalar(others)
