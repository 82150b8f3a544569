"""Whatever is kept about a person is registered, so that nothing can be forgotten when they ask for it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import String

from handlers.core.language import Words
from handlers.features import FEATURES
from handlers.registry.feature import together
from handlers.registry.surfaces import Held
from models import Base

HELD = together(FEATURES).holds
LENGTH = 255  # of whatever names a person or a row: Id and Ref in models/base.py
# Columns of that length that name something else. A new column is either one of these, or registered.
THINGS = {
    *(
        "id",
        "key",
        "content",
        "campaign",
        "nudge",
        "share",
        "cause",
        "channel",
        "subject",
        "digest",
        "question",
    ),  # rows
    *("ref", "address"),  # places on a platform
    *("reason", "suspended"),  # words
    "nudged_by",  # a message's key
    "gathering",  # an event
    *("browsed", "feed", "again_of", "returned_as"),  # content, and a feed
}


def named(held: Held) -> str:
    return f"{held.table.__tablename__}.{held.column}"


def naming_people() -> Iterator[str]:
    """All columns that may name a person: by their length, or by what they point to."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            long_enough = isinstance(column.type, String) and column.type.length == LENGTH
            points = "person.person" in {key.target_fullname for key in column.foreign_keys}
            if points or (long_enough and column.name not in THINGS):
                yield f"{table.name}.{column.name}"


def test_every_column_that_names_a_person_is_registered():
    registered = [named(held) for held in HELD if held.through is None]
    assert sorted(registered) == sorted({*naming_people(), "reference.address"})  # in a chat of two, that is a person


def test_what_is_reached_through_something_else_ends_at_a_person():
    tables = {held.table for held in HELD}
    through = [held for held in HELD if held.through is not None]
    assert [named(held) for held in through] == ["link.share", "click.link"]
    assert {held.through for held in through} <= tables


@pytest.mark.parametrize("held", HELD, ids=named)
def test_people_read_in_their_own_language_what_it_is(held: Held):
    assert Words("nl").t(held.what) != held.what
