"""Every event comes five times, in any order. The result is as if each had come once."""

import random
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.features import open_store
from models import Content, ForecastDay, Nudge, Seen, Share, Thanks, Workspace
from models.base import Base
from models.store import Store
from tests.support.office import JOINING, Office, Values

ACTORS = ("anna", "bob", "carl", "dina", "eva", "finn", "gus", "hal")
SUGGESTION: Values = {"url": "https://example.com/bats", "title": "Bats", "why": "", "text_1": ""}
BY_CHANCE = re.compile(r"'[0-9a-f]{16}'|'W/[0-9]+'")  # ids, and the platform's names for messages


class Event(NamedTuple):
    """An event. Its target may depend on earlier ones."""

    who: str
    action: str
    target: Callable[[Session], str] = lambda _: ""
    values: Values = {}
    mentioned: str = ""
    new_ids: bool = True  # when it is repeated: presses and forms in Teams; typed messages keep theirs


def nudge_of(session: Session, who: str) -> str:
    return session.scalars(select(Nudge.id).where(Nudge.person == who)).one()


def share_of(session: Session, who: str) -> str:
    return session.scalars(select(Share.id).where(Share.person == who)).one()


def suggested(session: Session) -> str:
    return session.scalars(select(Content.id).where(Content.author == "hal")).one()


# What each person does, in order. Nobody undoes anything, because a repeat would look like doing it again. And nobody
# affects another person: an approved suggestion could become the first nudge of somebody who joins.
STORIES: Sequence[Sequence[Event]] = (
    (
        Event("anna", "share", lambda session: nudge_of(session, "anna")),
        Event("anna", "posted", lambda session: share_of(session, "anna"), {"network": "linkedin"}),
    ),
    (
        Event("bob", "skip", lambda session: nudge_of(session, "bob")),
        Event("bob", "reason", lambda session: f"salesy|{nudge_of(session, 'bob')}"),
    ),
    (Event("carl", "later", lambda session: f"hour|{nudge_of(session, 'carl')}"),),
    (Event("dina", "settings", values={**JOINING, "weekly_most": "1"}),),
    (Event("eva", "pause", values={"until": "2026-04-01"}),),
    (Event("finn", "leave"),),
    (Event("gus", "thank", values={"text": "@anna for the owl"}, mentioned="anna", new_ids=False),),
    (Event("gus", "invite", values={"text": "@ida"}, mentioned="ida", new_ids=False),),
    (Event("boss", "decline", suggested, {"reason": "We had owls."}),),
    (Event("jo", "join", values=JOINING),),
)


async def prepared(store: Store) -> Office:
    """Everybody has a nudge, and a suggestion is waiting."""
    office = await Office(store).open()
    for who in ACTORS:
        await office.joins(who)
    await office.posts()
    await office.does("hal", "suggest", values=SUGGESTION)
    await office.after(hours=1)
    return office


async def happens(office: Office, times: int, chance: random.Random) -> None:
    """Run each event that often, at one moment, but never before the events it follows from."""
    waiting = [(story, place) for story, events in enumerate(STORIES) for place in range(len(events))] * times
    chance.shuffle(waiting)
    done = [0] * len(STORIES)  # how many events of each story have happened
    for number in range(len(waiting)):
        story, place = waiting.pop(next(n for n, (story, place) in enumerate(waiting) if place <= done[story]))
        await _comes(office, STORIES[story][place], f"{story}.{place}", number)
        done[story] = max(done[story], place + 1)


async def _comes(office: Office, event: Event, name: str, number: int) -> None:
    target = await office.store.run(event.target)
    key = f"{name}.{number}" if event.new_ids else name
    await office.does(event.who, event.action, target, values=event.values, mentioned=event.mentioned, key=key)


def kept(session: Session) -> dict[str, list[str]]:
    """Every row of every table, with random ids replaced by what they are about.

    What a day's forecasts are made from is as it was at the first of them, so it depends on the order.
    """
    without = {Seen.__tablename__, ForecastDay.__tablename__}
    tables = [table for table in Base.metadata.sorted_tables if table.name not in without]
    names = _names(session)
    rows = {table.name: session.execute(select(table)).all() for table in tables}
    return {table: sorted(_named(str([*map(_told, row)]), names) for row in found) for table, found in rows.items()}


def _told(value: object) -> object:
    """Give PostgreSQL's UTC the usual name."""
    return value.isoformat() if isinstance(value, datetime) else value


def _names(session: Session) -> dict[str, str]:
    shares = {share.id: f"share {share.nudge}" for share in session.scalars(select(Share))}
    thanks = {one.id: f"thanks {one.giver}" for one in session.scalars(select(Thanks))}
    secrets = {one.secret: "secret" for one in session.scalars(select(Workspace)) if one.secret}
    return shares | thanks | secrets | {one.id: f"content {one.title}" for one in session.scalars(select(Content))}


def _named(row: str, names: dict[str, str]) -> str:
    for by_chance, name in names.items():
        row = row.replace(by_chance, name)
    return BY_CHANCE.sub("?", row)


async def ends(url: str, times: int, seed: int) -> tuple[dict[str, list[str]], list[str]]:
    """Every row a day later, when everything has been sent, and the people it was sent to."""
    with closing(open_store(url)) as store:
        office = await prepared(store)
        await happens(office, times, random.Random(seed))
        office.now += timedelta(days=1)
        await office.rounds.deliver()
        return await store.run(kept), sorted(address for address, _ in office.mouth.shown.values())


async def test_five_times_in_any_order_equals_once(database_url: str):
    assert await ends(database_url, times=5, seed=1) == await ends("sqlite://", times=1, seed=2)


@pytest.mark.chaos
async def test_five_times_in_a_hundred_orders_equals_once():
    once = await ends("sqlite://", times=1, seed=0)
    for seed in range(100):
        assert await ends("sqlite://", times=5, seed=seed) == once, seed
