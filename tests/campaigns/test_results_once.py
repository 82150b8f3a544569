"""Several Herauts on one store tell a campaign's result once, also after a restart."""

import asyncio
import time
from contextlib import ExitStack, closing

from sqlalchemy import select

from handlers.features import open_store
from handlers.rounds import Rounds
from models import Campaign, Message
from models.store import Store
from tests.campaigns.test_campaigns import made
from tests.support.office import Mouth, Office

CLOCKS = 4


def replica(store: Store, office: Office) -> Rounds:
    """Another Heraut, with a connection of its own."""
    return Rounds(store, {"office": office.mouth}, lambda: office.now, time.monotonic)


async def results(office: Office) -> list[str]:
    """Who gets the result of which campaign, sent or waiting."""
    rows = select(Message.person, Message.subject).where(Message.kind == "campaign_result")
    return sorted(f"{who} {about}" for who, about in await office.store.run(lambda s: s.execute(rows).all()))


async def test_replicas_that_end_campaigns_at_once_tell_each_result_once(database_url: str):
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(open_store(database_url))) for _ in range(CLOCKS)]
        office = await Office(stores[0]).open()
        await office.champions("boss", "carl")
        campaigns = [await made(office, name=f"Open day {number}", ends="2026-03-05") for number in range(6)]
        office.now = office.now.replace(day=9)
        for _ in range(2):  # the second time nothing is left to tell
            await asyncio.gather(*(replica(store, office).make("end_campaigns") for store in stores))
        assert await results(office) == sorted(f"boss {campaign}" for campaign in campaigns)
        ended = select(Campaign.state).where(Campaign.told_at.is_not(None))
        assert await office.store.run(lambda s: [*s.scalars(ended)]) == ["ended"] * len(campaigns)


async def test_a_result_that_was_told_before_a_restart_is_not_told_again(database_url: str):
    with closing(open_store(database_url)) as store:
        office = await Office(store).open()
        await office.champions("boss")
        campaign = await made(office, ends="2026-03-05")
        office.now = office.now.replace(day=9)
        await office.rounds.make("end_campaigns")  # and then Heraut stops before it sends anything
    told: Mouth = office.mouth
    for _ in range(2):
        with closing(open_store(database_url)) as store:
            office.store, rounds = store, replica(store, office)
            await rounds.all()
            await rounds.all()
            assert await results(office) == [f"boss {campaign}"]
    assert ["Open day" in card.title for _, card in told.shown.values()].count(True) == 1
