"""Microsoft's keys are known in time, read seldom, and never waited for by others."""

import asyncio
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.teams.keys import FRESH, MOST_A_MINUTE, STALE
from tests.slack.script import Script
from tests.teams.house import house, nothing
from tests.teams.microsoft import public
from tests.teams.requests import bearer, body

OTHER = "33333333-3333-3333-3333-333333333333"


# ── Keys ──────────────────────────────────────────────────────────────────────────────────────────


async def test_a_rotated_key_is_picked_up_at_the_next_request(clock):
    async with house(Script(help=nothing).answer, clock) as home:
        assert await home.status(body(home, id="1"), bearer(home.microsoft.proof())) == 200
        home.microsoft.keys = [public("k2")]
        assert await home.status(body(home, id="2"), bearer(home.microsoft.proof("k2"))) == 200
        assert await home.status(body(home, id="3"), bearer(home.microsoft.proof("k1"))) == 401  # withdrawn


async def test_keys_are_read_once_a_day(clock):
    async with house(Script(help=nothing).answer, clock) as home:
        for number in range(5):
            assert await home.status(body(home, id=str(number)), bearer(home.microsoft.proof())) == 200
        assert home.microsoft.asked["keys"] == 1
        clock.pass_(seconds=FRESH.total_seconds())
        assert await home.status(body(home, id="later"), bearer(home.microsoft.proof())) == 200
        await asyncio.sleep(0.05)
        assert home.microsoft.asked["keys"] == 2


async def test_old_keys_count_for_another_day_while_there_are_no_new_ones(clock):
    async with house(Script(help=nothing).answer, clock) as home:
        assert await home.status(body(home, id="1"), bearer(home.microsoft.proof())) == 200
        home.microsoft.troubles["openid"] = [(503, "", {})] * 10
        clock.pass_(seconds=(STALE - timedelta(minutes=1)).total_seconds())
        assert await home.status(body(home, id="2"), bearer(home.microsoft.proof())) == 200
        clock.pass_(minutes=2)
        assert await home.status(body(home, id="3"), bearer(home.microsoft.proof())) == 401


async def test_forged_key_ids_do_not_flood_microsoft_and_a_minute_later_new_keys_are_found(clock):
    async with house(Script(help=nothing).answer, clock) as home:
        for number in range(50):
            token = home.microsoft.proof("k9", header={"kid": f"forged{number}"})
            assert await home.status(body(home), bearer(token)) == 401
        assert home.microsoft.asked["keys"] == MOST_A_MINUTE
        home.microsoft.keys = [public("k2")]
        clock.pass_(minutes=1)
        assert await home.status(body(home), bearer(home.microsoft.proof("k2"))) == 200


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
async def test_keys_that_are_none_let_nobody_in(clock, keys):
    async with house(Script().answer, clock) as home:
        home.microsoft.keys = keys
        assert await home.status(body(home), bearer(home.microsoft.proof())) == 401


@pytest.mark.filterwarnings("ignore:The RSA key is")
async def test_a_short_key_lets_nobody_in(clock):
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    listed = RSAAlgorithm.to_jwk(short.public_key(), as_dict=True)
    async with house(nothing, clock) as home:
        home.microsoft.keys = [{**listed, "kid": "k1"}]
        assert await home.status(body(home), bearer(home.microsoft.proof(key=short))) == 401


async def test_a_slow_key_server_stops_nobody_else(clock):
    async with house(Script().answer, clock) as home:
        home.microsoft.slow = 3.0
        waiting = asyncio.create_task(home.status(body(home), bearer(home.microsoft.proof())))
        await asyncio.sleep(0.05)
        assert await home.status(body(home), {}) == 401
        assert not waiting.done()
        waiting.cancel()
