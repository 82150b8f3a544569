"""A token is proven once, and that proves nothing about other tokens, other keys or another time."""

import pytest

from tests.stages.teams.login import public
from tests.support.script import Script
from tests.teams.conftest import body


async def test_a_token_that_was_good_is_refused_when_its_time_is_over(clock, play):
    async with play(Script(help=None).answer) as house:
        proof = house.proof(exp=clock().timestamp() + 600)
        assert await house.status(body(house), proof) == 200
        clock.pass_(minutes=14)
        assert await house.status(body(house), proof) == 200
        clock.pass_(minutes=2)
        assert await house.status(body(house), proof) == 401


@pytest.mark.parametrize(
    "other",
    [public("k1", endorsements=["webchat"]), {**public("k9"), "kid": "k1"}],
    ids=["endorsed for another channel", "another key"],
)
async def test_a_token_that_was_good_is_refused_once_its_key_is_another(clock, play, other):
    async with play(Script(help=None).answer) as house:
        proof = house.proof(exp=clock().timestamp() + 100 * 3600)
        assert await house.status(body(house), proof) == 200
        house.double.login.published = [other]
        clock.pass_(hours=48)
        assert await house.status(body(house), proof) == 401
        assert house.double.login.asked.count("keys") == 2


async def test_a_good_token_proves_nothing_about_another_one(play):
    async with play(Script(help=None).answer) as house:
        good = house.proof()
        assert await house.status(body(house), good) == 200
        head, claims, signature = good["Authorization"].split(".")
        _, other, _ = house.proof(serviceurl="https://smba.trafficmanager.net/amer/")["Authorization"].split(".")
        for forged in (f"{head}.{other}.{signature}", f"{head}.{claims}.", f"{head}.{claims}.{signature[:-8]}AAAAAAAA"):
            assert await house.status(body(house), {"Authorization": forged}) == 401
        assert await house.status(body(house, serviceUrl="https://smba.trafficmanager.net/amer/"), good) == 401
