"""The forecast that champions read: from people's settings as they were at the first forecast of the day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import lru_cache

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import delete
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.content.facts import FACTS
from handlers.content.offers import offer_of
from handlers.core.anonymity import fewest, fewest_of
from handlers.forecast.forecast import Forecast, foretell, steps_of
from handlers.forecast.reads import facts, offers_with, soon
from handlers.forecast.shelf import Reader, Shelf
from handlers.forecast.turns import Turns
from models import Content, ForecastDay, Workspace
from models.engine import insert_new

LATER = ConfigDict(defer_build=True)
READERS = TypeAdapter(tuple[Reader, ...], config=LATER)
SHARES = TypeAdapter(dict[str, dict[str, int]], config=LATER)


def foretold(session: Session, content: Content, now: datetime, zone: str) -> Forecast:
    """The forecast as if the content were published now. Two of one day differ by the content alone, never by a person.

    Anybody may word the question, so the answer is also told in steps of people (cards.py).
    """
    workspace = session.get_one(Workspace, content.workspace)
    day = f"{local_date(now, workspace.timezone)}"
    kept = session.get(ForecastDay, (content.workspace, day)) or _begin(session, content, day, now)
    its = offer_of(session, content)
    if content.state == "proposed" or its.starts_at <= now:  # it starts when it is approved, or runs already
        its.starts_at = min(its.starts_at, kept.at)
    shelf = Shelf(offers_with(session, its, content.workspace, kept.at), SHARES.validate_json(kept.shares))
    by = soon(max(kept.at, its.starts_at), zone)
    readers, turns = _readers(kept.readers)
    steps = steps_of(readers, shelf, kept.at, turns)
    return foretell(its, readers, steps, shelf, kept.at, by, kept.each, fewest(workspace))


@lru_cache(maxsize=4)  # champions try several pieces of content, one after the other
def _readers(kept: str) -> tuple[Sequence[Reader], Mapping[str, Turns]]:
    """The day's readers, with what the day's forecasts have worked out about them. They have no names."""
    readers = READERS.validate_json(kept)
    return readers, {reader.one.person: Turns(reader.one, reader.past) for reader in readers}


def _begin(session: Session, content: Content, day: str, now: datetime) -> ForecastDay:
    """Keep what the day's forecasts are made from, and drop that of earlier days."""
    found = facts(session, content, now)
    here = ForecastDay.workspace == content.workspace
    session.execute(delete(ForecastDay).where(here, ForecastDay.day < day))
    readers = tuple(_nameless(found.readers, found.each, fewest_of(session, content.workspace)))
    row = {
        "workspace": content.workspace,
        "day": day,
        "at": now,
        "each": found.each,
        "readers": READERS.dump_json(readers, warnings=False).decode(),
        "shares": SHARES.dump_json(_plain(found.shelf.shares)).decode(),
    }
    insert_new(session, ForecastDay, [row])
    return session.get_one(ForecastDay, (content.workspace, day))


def _nameless(readers: Sequence[Reader], each: int, k: int) -> Sequence[Reader]:
    """Without names. Of teams, countries and roles, only those of k people: content cannot be for fewer."""
    times = Counter((kind, value) for one in readers for kind in FACTS for value in one.wishes.get(kind, ()))
    rare = {fact for fact, found in times.items() if found * each < k}
    return [_bare(one, f"{n}", rare) for n, one in enumerate(readers)]


def _bare(reader: Reader, number: str, rare: AbstractSet[tuple[str, str]]) -> Reader:
    wishes = {kind: {one for one in values if (kind, one) not in rare} for kind, values in reader.wishes.items()}
    one = reader.one._replace(person=number, team="", wishes={})
    return reader._replace(one=one, wishes=wishes)


def _plain(shares: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {content: {**by_topic} for content, by_topic in shares.items()}
