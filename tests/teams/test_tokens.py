"""Our own token is fetched in time and once, and fetching it delays nobody."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.teams.tokens import EARLY, Tokens
from handlers.core.messenger import Revoked, Throttled
from tests.stages.patience import patience
from tests.stages.teams.house import settings
from tests.stages.teams.login import HEADER, LASTS, TENANT
from tests.stages.teams.trouble import Trouble, refusal
from tests.support.script import MARK, Script, card
from tests.teams.conftest import ANNA, NEWS


async def test_a_token_is_fetched_once_and_again_before_it_expires(clock, sender):
    async with sender() as made:
        await asyncio.gather(*(made.send() for _ in range(5)))
        assert made.double.login.asked == ["token"]
        clock.pass_(seconds=LASTS - EARLY.total_seconds())
        await made.send()
        assert made.double.login.asked == ["token"] * 2


async def test_a_token_that_is_refused_is_replaced_once(sender):
    async with sender() as made:
        await made.send()
        made.double.login.revoke()
        await made.send()
        first, refused, second = made.double.did("send")
        assert [call.status for call in (first, refused, second)] == [201, 401, 201]
        assert first.proof == refused.proof != second.proof
        made.double.troubles["send"] += [refusal(401, "Unauthorized")] * 2
        with pytest.raises(Revoked, match="Unauthorized"):
            await made.send()


TROUBLES = [refusal(503, body=""), refusal(200, body="{}"), refusal(200, body="[]"), Trouble("drop"), Trouble("hang")]


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
async def test_without_a_token_nothing_was_said_and_nothing_is_lost(sender, trouble):
    async with sender(patience(trouble.kind)) as made:
        made.double.login.troubles["token"].append(trouble)
        with pytest.raises(Throttled):
            await made.send()
        assert made.double.calls == []
        await made.send()


@pytest.mark.parametrize("trouble", [refusal(503), Trouble("drop")], ids=str)
async def test_an_old_token_counts_while_there_is_no_new_one_to_be_had(clock, sender, trouble):
    async with sender() as made:
        await made.send()
        clock.pass_(minutes=56)
        made.double.login.troubles["token"].append(trouble)
        await made.send()
        assert [call.status for call in made.double.did("send")] == [201, 201]


@pytest.mark.parametrize("header", [None, SecretStr(HEADER)])
async def test_a_managed_identity_needs_no_secret(clock, sender, header):
    async with sender() as made:
        known = settings(made.double, app_password=None, managed_identity=True, identity_header=header)
        token = await Tokens(made.http, known, clock).bearer()
        assert made.double.login.issued(f"Bearer {token}")
        assert made.double.login.asked == ["identity"]


async def test_a_local_client_without_an_account_gets_no_token(sender):
    async with sender(app_id="", app_password=None) as made:
        await made.send()
        assert made.double.login.asked == []


async def test_a_token_endpoint_that_hangs_stops_nobody_else(clock, play):
    script = Script(ask=NEWS, share=card("Thank you", instead=True))
    async with play(script.answer) as house:
        await house.stage.command(ANNA, "ask")  # the keys are read by now
        clock.pass_(minutes=56)
        house.double.login.troubles["token"].append(Trouble("hang"))
        sending = asyncio.create_task(house.teams.messenger.send(TENANT, ANNA, NEWS, MARK))
        await house.double.login.troubles.hanging.wait()
        answer = await house.stage.send(house.stage.pressing(ANNA, "Share"))
        assert answer["value"]["fallbackText"] == "Thank you"
        assert not sending.done()
        house.double.login.troubles.let_go.set()
        await sending
