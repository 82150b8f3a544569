"""Slack while the database is away: what Slack repeats by itself is refused, and people are told about the rest."""

import asyncio

import pytest

from handlers import answer
from handlers.core.interaction import Interaction, Unavailable
from handlers.core.workspaces import known_workspace
from models.store import Store
from tests.slack.conftest import ANNA
from tests.stages.slack import wire
from tests.stages.slack.house import House
from tests.stages.slack.someone import TEAM
from tests.store.away import away
from tests.support.clock import Clock
from tests.support.script import MARK, button, card

SORRY = "Er ging iets mis, en er is niets gewijzigd."  # Anna's Slack is Dutch


class Door:
    """Answers from a real store; `refused` is set when an interaction was not taken."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.refused = asyncio.Event()

    async def open(self) -> "Door":
        await self._store.run(lambda session: known_workspace(session, TEAM, "slack", "Acme", self._clock()))
        return self

    async def answer(self, interaction: Interaction):
        try:
            return await answer(self._store, interaction, self._clock())
        except Unavailable:
            self.refused.set()
            raise


@pytest.fixture
async def door(store: Store, clock: Clock) -> Door:
    return await Door(store, clock).open()


def home_opened(clock: Clock):
    return wire.event("Ev1", clock(), type="app_home_opened", user=ANNA, tab="home")


async def status(house: House, event) -> int:
    body, content = wire.encoded("events_api", event)
    headers = {"Content-Type": content, **wire.signed(body, house.double.now())}
    async with house.session.post(house.url, data=body, headers=headers) as response:
        await house.stage.settle()
        return response.status


async def test_an_event_is_not_taken_and_takes_effect_once_when_it_comes_again(play, clock, store, door):
    async with play(door.answer) as house:
        event = home_opened(clock)
        async with away(store):
            assert [await status(house, event) for _ in range(2)] == [503, 503]
        assert house.double.said("views.publish") == []
        assert await status(house, event) == 200
        clock.pass_(seconds=1)
        assert await status(house, event) == 200
        assert len(house.double.said("views.publish")) == 1


async def test_in_socket_mode_what_is_not_taken_is_not_acknowledged(play, clock, store, door):
    async with play(door.answer, socket=True) as house:
        await house.double.socket.connected.wait()
        async with away(store):
            sent = asyncio.create_task(house.double.socket.send("events_api", home_opened(clock), envelope="first"))
            await door.refused.wait()
            await house.stage.command(ANNA, "help")  # acknowledged, after what came before it would have been
            assert not sent.done()
        sent.cancel()
        assert await house.double.socket.send("events_api", home_opened(clock), envelope="again") == {}
        await house.stage.settle()
        assert len(house.double.said("views.publish")) == 1


async def test_people_who_press_or_type_are_told_and_can_try_again(play, store, door):
    async with play(door.answer) as house:
        await house.slack.messenger.send(TEAM, ANNA, card("News", button("Join", "join")), MARK)
        async with away(store):
            await house.stage.press(ANNA, "Join")
            assert SORRY in await house.stage.reads(ANNA)
            await house.stage.command(ANNA, "join")
            assert SORRY in await house.stage.reads(ANNA)
        await house.stage.press(ANNA, "Join")
        assert house.stage.form(ANNA) is not None


async def test_a_form_that_cannot_be_saved_says_so(play, store, door):
    async with play(door.answer) as house:
        await house.stage.command(ANNA, "join")
        async with away(store):
            await house.stage.submit(ANNA)
            assert SORRY in await house.stage.reads(ANNA)
