"""Teams while the database is away: what Teams repeats by itself is refused, and people are told about the rest."""

import json
from functools import partial

import pytest

from handlers import answer
from handlers.core.interaction import Interaction
from handlers.core.workspaces import known_workspace
from handlers.platforms.references import References
from models.store import Store
from tests.stages.teams import wire
from tests.stages.teams.house import House, teams_house
from tests.stages.teams.login import TENANT
from tests.stages.teams.stage import TOAST
from tests.store.away import away
from tests.support.clock import Clock
from tests.teams.conftest import ANNA

SORRY = "Er ging iets mis, en er is niets gewijzigd."  # Anna's Teams is Dutch
JOIN = "Meedoen"


@pytest.fixture
async def play(store: Store, clock: Clock):
    """A running app on the real store, with Anna."""
    await store.run(lambda session: known_workspace(session, TENANT, "teams", "Acme", clock()))

    async def at_the_door(interaction: Interaction):
        return await answer(store, interaction, clock())

    return partial(teams_house, at_the_door, clock, book=References(store, clock))


async def status(house: House, sent) -> int:
    found = await house.status(json.dumps(sent).encode(), house.proof())
    await house.teams.settle()
    return found


TYPED = {"text": "help"}
PRESSED = {"value": {"verb": "help"}}  # by an old client, which sends its buttons as messages


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("kind", "more"), [("message", TYPED), ("message", PRESSED), ("installationUpdate", {"action": "add"})]
)
async def test_what_teams_will_repeat_is_not_taken_and_takes_effect_once(play, store, clock, kind, more, known):
    async with play() as house:
        house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
        if known:  # from now on there is nothing to write except the answer itself
            await house.stage.command(ANNA, "home")
        before = len(house.double.messages)
        sent = house.stage.activity(kind, ANNA, **more)
        async with away(store):
            assert [await status(house, sent) for _ in range(2)] == [503, 503]
        assert len(house.double.messages) == before
        assert await status(house, sent) == 200
        clock.pass_(seconds=1)  # so that the token is a new one: with the old token it would be a replay
        assert await status(house, sent) == 200
        assert len(house.double.messages) == before + 1


async def test_people_who_add_heraut_meanwhile_are_known_once_teams_repeats_it(play, store, clock):
    book = References(store, clock)
    async with play() as house:
        house.stage.person(ANNA, "Anna")
        sent = house.stage.activity("conversationUpdate", ANNA, membersAdded=[wire.BOT])
        async with away(store):
            assert await status(house, sent) == 503
        assert await book.recall(TENANT, ANNA) is None
        assert await status(house, sent) == 200
        assert await book.recall(TENANT, ANNA) is not None


async def test_people_who_press_are_told_at_once_and_can_try_again(play, store):
    async with play() as house:
        house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
        await house.stage.command(ANNA, "home")
        async with away(store):
            told = await house.post(house.stage.pressing(ANNA, JOIN))
            assert told["type"] == TOAST and SORRY in told["value"]
        before = len(house.double.messages)
        await house.stage.press(ANNA, JOIN)
        assert len(house.double.messages) == before + 1


async def test_somebody_whose_address_is_not_known_yet_is_told_too(play, store):
    async with play() as house:
        house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
        await house.stage.command(ANNA, "home")
    async with play() as house:  # restarted: nothing is in memory
        house.stage.person(ANNA, "Anna", "nl-NL", "Europe/Amsterdam")
        press = house.stage.activity("invoke", ANNA, name="adaptiveCard/action")
        press["value"] = {"action": {"type": "Action.Execute", "verb": "join", "data": {}}, "trigger": "manual"}
        async with away(store):
            assert SORRY in (await house.post(press))["value"]
