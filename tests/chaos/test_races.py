"""Races seen in storms, each on its own: two processes at one message, and a call that holds up others."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.outbox import claims, outcomes, review
from handlers.outbox import doubts as settling
from handlers.outbox.claims import Turn
from handlers.outbox.courier import Courier
from handlers.outbox.doubts import Doubt
from handlers.outbox.outcomes import Outcome, Ready
from handlers.outbox.queue import Claimed
from handlers.rounds import Rounds
from models import Message
from models.store import Store, Unavailable
from tests.support.office import Mouth, Office
from tests.support.stores import INFO

T = TypeVar("T")


async def waiting(office: Office) -> None:
    await office.posts()
    await office.joins("anna")
    await office.rounds.make("plan")


async def claimed(office: Office) -> Turn:
    [turn] = await office.store.run(lambda session: claims.claim(session, {"office": 1000.0}, office.now))
    return turn


async def said(office: Office) -> Ready:
    """Claim, review, and perhaps send."""
    turn = await claimed(office)
    [ready] = await office.store.run(lambda session: review.review_claimed(session, [turn], office.now))
    return ready


async def settled(office: Office, turn: Claimed, state: str) -> None:
    """Settle as another process does when the lease has run out."""
    moved = update(Message).where(Message.key == turn.key).values(state=state, lease_until=None)
    await office.store.run(lambda session: session.execute(moved))


async def doubts(office: Office) -> Sequence[Doubt]:
    return await office.store.run(partial(settling.doubts, now=office.now, mine=frozenset()))


async def learned(office: Office, *found: Outcome) -> str:
    """Record a result. Returns the nudge's state afterwards."""
    await office.store.run(lambda session: outcomes.record_outcomes(session, found, office.now))
    return await office.store.run(lambda session: session.scalars(select(Message.state)).one())


def outcome(turn: Claimed, state: str, **more: object) -> Outcome:
    its = {"workspace": turn.workspace, "key": turn.key, "lease": turn.lease, "tried": turn.tried, "state": state}
    return Outcome.model_validate({**its, **more})


async def test_what_a_stopped_process_learns_late_does_not_undo_the_claim_of_another(office: Office):
    await waiting(office)
    first = await said(office)
    await settled(office, first, "queued")
    office.now += timedelta(seconds=2)
    second = await said(office)
    assert await learned(office, outcome(first, "deferred", wait=1, spent=False, held=True)) == "sending"
    assert await learned(office, outcome(second, "sent", ref="r")) == "sent"


async def test_a_slow_process_that_settles_a_doubt_does_not_settle_the_next_one(office: Office):
    await waiting(office)
    first = await said(office)
    await settled(office, first, "doubt")
    [doubt] = await doubts(office)
    slowly = await settling.settle_doubt(
        Empty(), doubt
    )  # it had not arrived, and the process that found out is stopped
    assert await learned(office, slowly) == "queued"  # another process found out too
    office.now += timedelta(seconds=2)
    await settled(office, await said(office), "doubt")  # sent this time, by a process that died
    assert await learned(office, slowly) == "doubt"


class Empty(Mouth):
    """A platform that can be asked, and has nothing."""

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        return None


async def test_a_process_that_comes_back_and_reports_sent_is_believed(office: Office):
    await waiting(office)
    turn = await said(office)
    await settled(office, turn, "unknown")
    assert await learned(office, outcome(turn, "sent", ref="r")) == "sent"


async def test_a_message_held_back_after_a_stop_is_sent_once_more(office: Office):
    await waiting(office)
    lease = claims.LEASE.total_seconds()
    seconds = iter([0.0] + [lease] * 9)
    rounds = Rounds(office.store, {"office": office.mouth}, lambda: office.now, lambda: next(seconds))
    await rounds.deliver()
    assert await learned(office) == "sent" and office.mouth.calls == 1


class Away(Store):
    """A store that goes away once, on request."""

    away = False

    async def run(self, work: Callable[[Session], T]) -> T:
        if self.away:
            self.away = False
            raise Unavailable("away")
        return await super().run(work)


class Last(Mouth):
    """A messenger whose last message goes out while the store goes away and Heraut stops."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self.stop = stop

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        self.stop()
        return await super().send(workspace, address, card, mark)


async def test_a_message_sent_as_store_and_program_stopped_is_not_sent_again(database_url: str):
    store = Away.open(database_url, INFO)
    assert isinstance(store, Away)
    office = await Office(store).open()
    await waiting(office)

    def stop() -> None:
        store.away = True
        courier.stop()

    mouth = Last(stop)
    courier = Courier(store, {"office": mouth}, lambda: office.now, time.monotonic)
    with suppress(Unavailable):
        await courier.deliver()
    await office.after(minutes=2)
    store.close()
    assert len(mouth.shown) == 1 and office.mouth.shown == {}


class OneHangs(Mouth):
    """Sends nothing to Anna until it has sent something to somebody else."""

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        if address != "anna":
            self.slow.set()
        return await super().send(workspace, address, card, mark)


@pytest.mark.timeout(20)
async def test_a_call_that_hangs_does_not_hold_up_others(office: Office):
    await waiting(office)
    mouth = OneHangs()
    mouth.slow.clear()
    rounds = Rounds(office.store, {"office": mouth}, lambda: office.now, time.monotonic)
    hanging = asyncio.create_task(rounds.deliver())
    await mouth.begun.wait()
    await office.does("anna", "invite", mentioned="bob", values={"text": "@bob"})
    await asyncio.gather(hanging, rounds.deliver())
    assert {address for address, _ in mouth.shown.values()} == {"anna", "bob"}
