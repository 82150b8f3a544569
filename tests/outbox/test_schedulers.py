"""Four clocks tick on one store, and everything happens once."""

from datetime import timedelta

from tests.outbox.schedulers import OFF, play


async def test_four_schedulers_do_what_one_does(database_url: str):
    alone = await play("sqlite://", OFF[:1], ticks=40, step=timedelta(hours=3))
    four = await play(database_url, OFF, ticks=40, step=timedelta(hours=3))
    assert four == alone
    assert len(set(four.nudges)) == len(four.nudges) > 40 and len(four.weeks) == 1
