"""Several Herauts on one store, each with a slightly wrong clock, and one messenger for all."""

import asyncio
import time
from collections import Counter
from contextlib import ExitStack, closing
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.interaction import Card
from handlers.features import open_store
from handlers.rounds import Rounds
from models import Channel, Message, Nudge
from models.store import Store
from tests.support.office import MORNING, Mouth, Office

OFF = (timedelta(), timedelta(seconds=0.4), timedelta(seconds=-0.3), timedelta(seconds=0.1))
PEOPLE = [f"p{number}" for number in range(12)]
HOME = "Europe/Amsterdam"


class Done(NamedTuple):
    """The result. `said` counts messages by address."""

    nudges: list[tuple[str, date]]
    weeks: list[str]
    said: Counter[str]
    unsent: int


class Counting(Mouth):
    """A messenger that counts how often it was asked to send each message."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: Counter[str] = Counter()

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        self.marks[mark] += 1
        return await super().send(workspace, address, card, mark)


async def play(url: str, clocks: tuple[timedelta, ...], ticks: int, step: timedelta) -> Done:
    """Let everybody be nudged each working day, and a channel get each weekly message."""
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(open_store(url))) for _ in clocks]
        office, mouth = await Office(stores[0]).open(), Counting()
        for number in range(16):
            await office.posts(title=f"News {number}")
        for number, who in enumerate(PEOPLE):
            await office.joins(who, weekly_most="5", hours_from=f"{number:02}:15", hours_to=f"{number + 9:02}:45")
        await office.store.run(channel)
        replicas = [heraut(store, office, mouth, off) for store, off in zip(stores, clocks, strict=True)]
        for _ in range(ticks):
            office.now += step
            await asyncio.gather(*(replica.all() for replica in replicas))
            for replica in replicas:  # messages that one planned while another held the lane
                await replica.deliver()
            await office.store.run(partial(shared, now=office.now))
        assert set(mouth.marks.values()) <= {1}, mouth.marks
        return await office.store.run(lambda session: done(session, mouth))


def shared(session: Session, now: datetime) -> None:
    """Everybody shares what they get, so that they get more."""
    said = select(Message.subject).where(Message.kind == "nudge", Message.state == "sent")
    likes = update(Nudge).where(Nudge.answer.is_(None), Nudge.id.in_(said))
    session.execute(likes.values(answer="share", answered_at=now))


def heraut(store: Store, office: Office, mouth: Mouth, off: timedelta) -> Rounds:
    return Rounds(store, {"office": mouth}, lambda: office.now + off, time.monotonic)


def channel(session: Session) -> None:
    its = {"locale": "en", "timezone": HOME, "token": "t", "asked_by": "boss", "asked_at": MORNING}
    session.add(Channel(workspace="W", channel="C", **its))


def done(session: Session, mouth: Mouth) -> Done:
    nudges, messages = session.scalars(select(Nudge)).all(), session.scalars(select(Message)).all()
    about = [one.subject for one in messages if one.kind == "nudge"]
    assert sorted(about) == sorted(one.id for one in nudges)
    days = sorted((one.person, local_date(one.planned_at, HOME)) for one in nudges)
    weeks = sorted(one.key for one in messages if one.kind == "leaderboard")
    said = Counter(address for address, _ in mouth.shown.values())
    return Done(days, weeks, said, sum(one.state != "sent" for one in messages))
