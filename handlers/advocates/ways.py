"""How somebody takes part: shares, reacts, writes something of their own, or only supports, whom nobody nudges."""

from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.content.offers import DEFAULT_WAYS
from handlers.core.language import Words
from handlers.core.people import chosen
from handlers.nudges.messages import take_back
from handlers.planning.ranking import Wishes
from models import Content, Nudge, Person
from models.people import ChosenWay

SUPPORT: Literal["support"] = "support"
WAYS: tuple[ChosenWay, ...] = ("share", "react", "create", SUPPORT)


def ways_of(session: Session, person: Person) -> tuple[str, ...]:
    """What the person chose, or what everybody begins with."""
    return chosen(session, person, "way") or tuple(DEFAULT_WAYS)


def wrong_ways(words: Words, ways: tuple[str, ...]) -> str:
    """What does not fit together; empty when all is well."""
    if not ways:
        return words.t("Please fill this in.")
    if SUPPORT in ways and len(ways) > 1:
        return words.t("Whoever only supports gets no messages: choose that, or some of the others.")
    return ""


def look_at(session: Session, person: Person, moment: datetime) -> None:
    """Look then whether a nudge is due; never, for who only supports."""
    person.next_at = None if SUPPORT in ways_of(session, person) else moment


def narrow(session: Session, person: Person, now: datetime) -> None:
    """What waits for the person and asks for something that they do not do (any more) is taken back."""
    look_at(session, person, now)
    if not person.joined:  # nobody plans for them, and nothing waits
        return
    session.flush()  # who plans for them at this moment is waited for, so that what they write is seen below
    others = select(Nudge.id).where(
        Nudge.workspace == person.workspace,
        Nudge.person == person.person,
        Nudge.content == Content.id,
        Content.workspace == person.workspace,
        Content.way.not_in(ways_of(session, person)),
    )
    take_back(session, person.workspace, others, "not their way to take part")


def open_to_all(wishes: Wishes) -> Wishes:
    """Who only supports, and asks all the same, may see whatever there is."""
    return {**wishes, "way": frozenset(WAYS)} if wishes.get("way") == {SUPPORT} else wishes
