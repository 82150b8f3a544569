"""Our own proof is fetched in time, once, without stopping anybody."""

import asyncio
import time

import pytest

from bot.teams.http import Http
from bot.teams.replies import ADAPTIVE
from bot.teams.tokens import EARLY, Tokens
from handlers.interaction import Throttled, Undeliverable
from tests.slack.script import MARK, Script, button, card
from tests.teams.activities import ANNA, press
from tests.teams.house import house
from tests.teams.microsoft import TENANT, refusal
from tests.teams.mouth import mouth

NEWS = card("News", button("Share", "share"))


async def test_a_token_is_fetched_once_and_again_before_it_expires(clock):
    async with mouth(clock) as made:
        await asyncio.gather(*(made.send() for _ in range(5)))
        assert made.microsoft.asked["token"] == 1
        clock.pass_(seconds=3600 - EARLY.total_seconds())
        await made.send()
        assert made.microsoft.asked["token"] == 2


async def test_a_token_that_is_refused_is_replaced_once(clock):
    async with mouth(clock) as made:
        await made.send()
        made.microsoft.tokens = set()
        made.microsoft.tokens.add("another")
        await made.send()
        assert [call.token for call in made.microsoft.did("say")] == ["token-1", "token-1", "token-2"]
        made.microsoft.troubles["say"] = [refusal(401, "Unauthorized")] * 2
        with pytest.raises(Undeliverable, match="Unauthorized"):
            await made.send()


@pytest.mark.parametrize("trouble", [(503, "", {}), (200, "{}", {}), (200, "[]", {}), "drop", "hang"], ids=str)
async def test_without_a_token_nothing_was_said_and_nothing_is_lost(clock, trouble):
    async with mouth(clock) as made:
        made.microsoft.troubles["token"] = [trouble]
        began = time.perf_counter()
        with pytest.raises(Throttled):
            await made.send()
        assert time.perf_counter() - began < 6
        assert made.microsoft.calls == []
        await made.send()


async def test_an_old_token_counts_while_there_is_no_new_one_to_be_had(clock):
    async with mouth(clock) as made:
        await made.send()
        clock.pass_(minutes=56)
        made.microsoft.troubles["token"] = [(503, "", {})]
        await made.send()
        assert len(made.microsoft.did("say")) == 2


@pytest.mark.parametrize("header", [None, "secret header"])
async def test_a_managed_identity_needs_no_secret(clock, header):
    async with mouth(clock) as made:
        settings = made.microsoft.settings(
            app_password=None,
            managed_identity=True,
            identity_url=made.microsoft.url("/identity"),
            identity_header=header,
        )
        http = Http()
        assert await Tokens(http, settings, clock).bearer() == "token-1"
        await http.close()
    assert (made.microsoft.asked["identity"], made.microsoft.asked["token"]) == (1, 0)


async def test_a_local_client_without_an_account_gets_no_token(clock):
    async with mouth(clock, app_id="", app_password=None) as made:
        made.microsoft.tokens.add("")
        await made.send()
        assert made.microsoft.asked["token"] == 0


async def test_a_slow_token_endpoint_stops_nobody_else(clock):
    script = Script(share=card("Thank you", instead=True))
    async with house(script.answer, clock) as home:
        await home.post(press(home.service, "share"))  # the keys are read by now
        home.microsoft.slow = 3.0
        clock.pass_(minutes=56)
        sending = asyncio.create_task(home.teams.messenger.send(TENANT, ANNA, NEWS, MARK))
        await asyncio.sleep(0.2)
        assert home.microsoft.asked["token"] == 2
        answer = await home.post(press(home.service, "share", number=2), wait=False)
        assert not sending.done()
        assert answer["type"] == ADAPTIVE
        assert not sending.done()
        await sending
