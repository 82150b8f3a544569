"""How somebody takes part: shares, reacts, writes something of their own, or only supports, whom nobody nudges."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal

from sqlalchemy.orm import Session

from handlers.content.offers import DEFAULT_WAYS
from handlers.core.language import Words
from handlers.core.people import chosen
from models import Person
from models.people import ChosenWay, WishKind

SUPPORT: Literal["support"] = "support"
WAYS: tuple[ChosenWay, ...] = ("share", "react", "create", SUPPORT)
Wishes = Mapping[WishKind, AbstractSet[str]]  # what a person chose, by kind


def ways_of(session: Session, person: Person) -> tuple[ChosenWay, ...]:
    """What the person chose, or what everybody begins with."""
    return ways_in(chosen(session, person, "way")) or tuple(DEFAULT_WAYS)


def ways_in(values: Iterable[str]) -> tuple[ChosenWay, ...]:
    """Those of the values that are ways to take part."""
    return tuple(value for value in values if value in WAYS)


def wrong_ways(words: Words, ways: tuple[str, ...]) -> str:
    """What does not fit together; empty when all is well."""
    if not ways:
        return words.t("Please fill this in.")
    if SUPPORT in ways and len(ways) > 1:
        return words.t("Whoever only supports gets no messages: choose that, or some of the others.")
    return ""


def open_to_all(wishes: Wishes) -> Wishes:
    """Who only supports, and asks all the same, may see whatever there is."""
    return {**wishes, "way": frozenset(WAYS)} if wishes.get("way") == {SUPPORT} else wishes
