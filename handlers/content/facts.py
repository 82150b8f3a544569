"""What content can be for besides wishes: facts of a person's own row. What people do is never one of them."""

import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import get_args

from sqlalchemy import ColumnElement, String, type_coerce

from models import Person
from models.content import FactKind, TagKind

# A person told the first three in their settings; the last is their role in the programme.
COLUMNS: Mapping[FactKind, ColumnElement[str]] = {
    "team": type_coerce(Person.team, String),
    "place": type_coerce(Person.place, String),
    "country": type_coerce(Person.country, String),
    "role": type_coerce(Person.role, String),
}
FACTS: AbstractSet[TagKind] = frozenset(get_args(FactKind))
TYPED: tuple[FactKind, ...] = ("team", "place")  # in people's own words


def allows(kind: TagKind, values: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    """Whether content that is for these values of a kind lets a person with those values have it. The one rule.

    No values let everybody. Wishes rule somebody out who named others; facts, such as teams, also somebody of whom none
    is known: what is meant for some teams is not for everybody whose team is unknown.
    """
    return not values or (not theirs and kind not in FACTS) or not values.isdisjoint(theirs)


def facts_about(person: Person) -> Mapping[TagKind, AbstractSet[str]]:
    """The facts of one person, by kind. Nothing of a kind is known where it is empty."""
    told: Mapping[FactKind, str] = {
        "team": person.team,
        "place": person.place,
        "country": person.country,
        "role": person.role,
    }
    return {kind: frozenset({read_fact(kind, value)} - {""}) for kind, value in told.items()}


@lru_cache(maxsize=4096)
def read_fact(kind: FactKind, told: str) -> str:
    """The value by which people are compared: “Sales ” and “sales” are one team, DE-BY is in DE; empty if unknown."""
    if kind in TYPED:
        return " ".join(unicodedata.normalize("NFKC", told).casefold().split())[:80]
    return told.partition("-")[0] if kind == "country" else told
