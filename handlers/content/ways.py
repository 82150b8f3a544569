"""How people take part: they share, react, write something of their own, or only support and are not nudged."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal

from sqlalchemy.orm import Session

from handlers.content.offers import DEFAULT_WAYS
from handlers.core.language import Words
from handlers.core.people import chosen
from models import Person
from models.people import ChosenWay, Trait

SUPPORT: Literal["support"] = "support"
WAYS: tuple[ChosenWay, ...] = ("share", "react", "create", SUPPORT)
Wishes = Mapping[Trait, AbstractSet[str]]  # what a person chose, and the facts of their row, by kind


def ways_of(session: Session, person: Person) -> tuple[ChosenWay, ...]:
    """The ways that the person chose, or the default."""
    return known_ways(chosen(session, person, "way")) or tuple(DEFAULT_WAYS)


def known_ways(values: Iterable[str]) -> tuple[ChosenWay, ...]:
    """The values that are ways of taking part."""
    return tuple(value for value in values if value in WAYS)


def wrong_ways(words: Words, ways: tuple[str, ...]) -> str:
    """Why these ways cannot be chosen together; empty if they can."""
    if not ways:
        return words.t("Please fill this in.")
    if SUPPORT in ways and len(ways) > 1:
        return words.t(
            "If you only support, nothing to share comes to you. Choose that alone, or one or more of the others."
        )
    return ""


def open_to_all(wishes: Wishes) -> Wishes:
    """Supporters who ask for something may see content of every way."""
    return {**wishes, "way": frozenset(WAYS)} if wishes.get("way") == {SUPPORT} else wishes
