"""`/heraut profile`: a checklist for one's own profile, hints for its text, and an exercise."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from handlers.content.networks import label
from handlers.core.commands import argument
from handlers.core.forms import Many, Submitted, check
from handlers.core.interaction import Card, Interaction, Invalid, Reply
from handlers.core.people import chosen, meet, words_of
from handlers.profile import cards, rules
from handlers.profile.checks import CHECKS
from models import Person, ProfileTick

Name = Annotated[str, StringConstraints(max_length=100)]


class Done(Submitted):
    """The submitted ticks."""

    done: Many = ()


class ProfileText(Submitted):
    """The submitted text."""

    profile: Annotated[str, StringConstraints(min_length=10, max_length=cards.LONGEST_TEXT)]


class ThreePeople(Submitted):
    """The submitted names."""

    teacher: Name = ""
    helper: Name = ""
    stranger: Name = ""


def profile_list(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The checklist of a network: the one that was asked for, or the first that the person uses."""
    person = meet(session, interaction.actor, now)
    network = _network(session, person, argument(interaction) or interaction.target)
    return _card(session, person, network, instead=bool(interaction.target))


def profile_done(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask what is there, and keep it."""
    person = meet(session, interaction.actor, now)
    network = _network(session, person, interaction.target)
    if not interaction.values:
        return cards.done_form(words_of(person), network, _ticked(session, person, network))
    form = check(Done, interaction, words_of(person))
    _keep(session, person, network, [one.name for one in CHECKS[network] if one.name in form.done], now)
    return _card(session, person, network, instead=False)


def profile_text(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for a text, and show hints. The text is not kept."""
    person = meet(session, interaction.actor, now)
    words, network = words_of(person), _network(session, person, interaction.target)
    if "profile" not in interaction.values:
        return cards.text_form(words, network)
    text = check(ProfileText, interaction, words).profile
    found, good = [*rules.hints(text)], rules.strengths(text)
    return cards.hints_card(words, network, text, rules.letters(text), found, good)


def profile_people(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for three people, and show how to begin. Their names are not kept."""
    words = words_of(meet(session, interaction.actor, now))
    if not interaction.values:
        return cards.people_form(words)
    form = check(ThreePeople, interaction, words)
    named = [(which, name) for which, name in form.model_dump().items() if name]
    if not named:
        raise Invalid({"teacher": words.t("Name at least one.")})
    return cards.people_card(words, named)


def _card(session: Session, person: Person, network: str, *, instead: bool) -> Card:
    used = [one for one in CHECKS if one in chosen(session, person, "network")]
    others = [*used, *(one for one in CHECKS if one not in used)]
    done = _ticked(session, person, network)
    return cards.profile_card(words_of(person), network, done, others, instead=instead)


def _network(session: Session, person: Person, asked: str) -> str:
    """The network that was asked for by its name, or else the first with a profile that the person uses."""
    words, typed = words_of(person), asked.strip().casefold()
    for network in CHECKS:
        if typed in (network, label(words, network).casefold()):
            return network
    used = chosen(session, person, "network")
    return next((network for network in CHECKS if network in used), next(iter(CHECKS)))


def _ticked(session: Session, person: Person, network: str) -> frozenset[str]:
    return frozenset(session.scalars(select(ProfileTick.name).where(*_theirs(person, network))))


def _keep(session: Session, person: Person, network: str, done: Sequence[str], now: datetime) -> None:
    before = _ticked(session, person, network)
    session.execute(delete(ProfileTick).where(*_theirs(person, network), ProfileTick.name.not_in(done)))
    session.add_all(
        ProfileTick(workspace=person.workspace, person=person.person, network=network, name=name, at=now)
        for name in done
        if name not in before
    )
    session.flush()


def _theirs(person: Person, network: str) -> tuple[ColumnElement[bool], ...]:
    return (
        ProfileTick.workspace == person.workspace,
        ProfileTick.person == person.person,
        ProfileTick.network == network,
    )
