"""Microsoft's keys are read in time and seldom, and reading them delays nobody else."""

import asyncio
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.teams.keys import FRESH, MOST_A_MINUTE, STALE
from tests.stages.teams.login import key
from tests.stages.teams.trouble import Trouble, refusal
from tests.support.script import Script
from tests.teams.conftest import body

HELP = Script(help=None).answer


async def test_a_rotated_key_is_picked_up_at_the_next_request(play):
    async with play(HELP) as house:
        old = house.proof()
        assert await house.status(body(house), old) == 200
        house.double.login.rotate("k2")
        assert await house.status(body(house), house.proof()) == 200
        assert await house.status(body(house), old) == 401  # withdrawn


async def test_keys_are_read_once_a_day(clock, play):
    async with play(HELP) as house:
        login = house.double.login
        for _ in range(5):
            assert await house.status(body(house), house.proof()) == 200
        assert login.asked == ["openid", "keys"]
        clock.pass_(seconds=FRESH.total_seconds())
        login.troubles["keys"].append(Trouble("hang"))
        assert await house.status(body(house), house.proof()) == 200  # verified with the old keys
        await login.troubles.hanging.wait()
        assert login.asked == ["openid", "keys"] * 2


async def test_old_keys_count_for_another_day_while_there_are_no_new_ones(clock, play):
    async with play(HELP) as house:
        assert await house.status(body(house), house.proof()) == 200
        house.double.login.troubles["openid"] += [refusal(503)] * 10
        clock.pass_(seconds=(STALE - timedelta(minutes=1)).total_seconds())
        assert await house.status(body(house), house.proof()) == 200
        clock.pass_(minutes=2)
        assert await house.status(body(house), house.proof()) == 401


async def test_forged_key_ids_do_not_flood_microsoft_and_a_minute_later_new_keys_are_found(clock, play):
    async with play(HELP) as house:
        login = house.double.login
        for number in range(50):
            assert await house.status(body(house), house.proof({"kid": f"forged{number}"}, by=key("k9"))) == 401
        assert login.asked.count("keys") == MOST_A_MINUTE
        login.rotate("k2")
        clock.pass_(minutes=1)
        assert await house.status(body(house), house.proof()) == 200


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [{"kty": "EC", "kid": "k1"}],
        [{"kty": "RSA", "kid": "k1", "n": "!", "e": "AQAB"}],
        [{"kty": "RSA", "kid": "k1", "n": "AQAB", "e": "AQAB"}],
        [{"kty": "oct", "kid": "k1", "k": "AAAA"}],
        "nonsense",
    ],
    ids=str,
)
async def test_invalid_keys_admit_nobody(play, keys):
    async with play(Script().answer) as house:
        house.double.login.published = keys
        assert await house.status(body(house), house.proof()) == 401


@pytest.mark.filterwarnings("ignore:The RSA key is")
async def test_a_short_key_admits_nobody(play):
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    async with play(Script().answer) as house:
        house.double.login.published = [{**RSAAlgorithm.to_jwk(short.public_key(), as_dict=True), "kid": "k1"}]
        assert await house.status(body(house), house.proof(by=short)) == 401


async def test_a_key_server_that_hangs_stops_nobody_else(play):
    async with play(HELP) as house:
        login = house.double.login
        assert await house.status(body(house), house.proof()) == 200
        known = house.proof()
        login.rotate("k2")
        login.troubles["keys"].append(Trouble("hang"))
        waiting = asyncio.create_task(house.status(body(house), house.proof()))
        await login.troubles.hanging.wait()
        assert await house.status(body(house), known) == 200
        assert not waiting.done()
        login.troubles.let_go.set()
        assert await waiting == 200
