"""Four clocks tick a thousand times on one store, and everything happens once."""

from datetime import timedelta

import pytest

from tests.outbox.schedulers import OFF, play

pytestmark = pytest.mark.chaos


async def test_four_schedulers_do_in_a_thousand_ticks_what_one_does(database_url: str) -> None:
    alone = await play("sqlite://", OFF[:1], ticks=1000, step=timedelta(minutes=30))
    four = await play(database_url, OFF, ticks=1000, step=timedelta(minutes=30))
    assert four == alone
    assert len(set(four.nudges)) == len(four.nudges) > 150 and len(four.weeks) == 3
