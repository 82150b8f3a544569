"""Whose turn it is: every workspace gets its share, and no platform more than it accepts."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf

import pytest
from sqlalchemy import select, text, update

from handlers.core.workspaces import known_workspace
from handlers.outbox.claims import AHEAD, BATCH, LANES, LATE, SHARE, claim
from handlers.outbox.kinds import DECISION, NUDGE
from handlers.outbox.queue import message_row
from handlers.registry.messages import Kind
from models import Lane, Message
from models.engine import insert_new

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


async def waits(store, workspace: str, number: int, kind: Kind = NUDGE, due: datetime = NOW, first: int = 0) -> None:
    def write(session) -> None:
        known_workspace(session, workspace, "slack", "", NOW - timedelta(days=1))
        names = [kind.key(str(n)) for n in range(first, first + number)]
        insert_new(session, Message, [message_row(workspace, name, name.text, "U", NOW, due) for name in names])

    await store.run(write)


async def claimed(store, pace: float = inf, now: datetime = NOW, most: int = BATCH):
    return await store.run(lambda session: claim(session, {"slack": pace}, now, most))


async def lane(store, workspace: str = "A"):
    return await store.run(lambda session: session.get_one(Lane, workspace))


async def changes(store, **values) -> None:
    await store.run(lambda session: session.execute(update(Lane).values(**values)))


async def test_a_workspace_with_many_messages_does_not_delay_another(store):
    await waits(store, "A", 1000)
    await waits(store, "B", 1)
    await waits(store, "C", 40)
    turns = await claimed(store)
    shares = Counter(turn.workspace for turn in turns)
    assert shares["B"] == 1 and shares["A"] >= 8 and shares["C"] >= 8


async def test_workspaces_served_longest_ago_come_first(store):
    for number in range(LANES + 5):
        await waits(store, f"W{number:02}", 3)
    served = [{turn.workspace for turn in await claimed(store, now=NOW + timedelta(seconds=n))} for n in (1, 2)]
    assert len(served[0]) == LANES and len(served[0] | served[1]) == LANES + 5


async def test_an_answer_goes_before_a_broadcast(store):
    await waits(store, "A", 100, due=NOW - timedelta(hours=1))
    await waits(store, "A", 1, DECISION)
    assert (await claimed(store, most=3))[0].key == "decision:0"


async def test_postgresql_keeps_the_plan_of_a_claim(store):
    """Planning took as long as the claim: with a limit that it does not know, it plans each time."""
    if store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite plans once")
    await waits(store, "A", 4000)
    await store.run(lambda session: session.execute(text("ANALYZE message")))
    for _ in range(16):
        assert len(await claimed(store, most=7)) == 7
    plans = text("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%pick%'")
    (kept, made), *_ = await store.run(lambda session: session.execute(plans).all())
    assert kept > 0 and made == 5  # it tries five before it decides


async def test_processes_share_the_pace(store):
    """In any second, the turns of all processes never add up to more than the platform accepts."""
    await waits(store, "A", 500)
    turns = [turn for n in range(40) for turn in await claimed(store, 10, NOW + n * timedelta(milliseconds=100))]
    times = sorted(turn.at for turn in turns)
    assert 38 <= len(times) <= (4 + AHEAD.total_seconds()) * 10
    gaps = [(after - first).total_seconds() for first, after in pairwise(times)]
    assert min(gaps) == pytest.approx(1 / (10 * SHARE), abs=1e-4)


async def test_only_a_workspace_that_is_held_or_suspended_is_left_alone(store):
    await waits(store, "A", 5)
    await waits(store, "B", 5)
    await store.run(lambda s: s.execute(update(Lane).where(Lane.workspace == "A").values(held_until=NOW + LATE)))
    assert {turn.workspace for turn in await claimed(store)} == {"B"}
    await store.run(lambda s: s.execute(update(Lane).values(held_until=None, suspended="token_revoked")))
    assert await claimed(store) == []


async def test_after_an_outage_sending_begins_slowly(store):
    await waits(store, "A", 1000)
    later = NOW + timedelta(hours=3)
    first = await claimed(store, 10, later)
    assert len(first) == 1  # a tenth of ten a second
    minute = await claimed(store, 10, later + timedelta(minutes=2))
    assert len(minute) == 4
    assert len(await claimed(store, 10, later + timedelta(minutes=4))) == 10
    assert (await lane(store)).ramp_at is None


async def test_a_workspace_served_just_now_need_not_begin_slowly(store):
    await waits(store, "A", 1000)
    await changes(store, free_at=NOW + timedelta(hours=3))
    assert len(await claimed(store, 10, NOW + timedelta(hours=3))) == 10


async def test_a_clock_that_was_put_back_holds_nobody_up(store):
    await waits(store, "A", 5)
    await changes(store, free_at=NOW + timedelta(hours=1))
    turns = await claimed(store, 10)
    assert [turn.at for turn in turns][:1] == [NOW] and len(turns) == 5
    assert NOW < (await lane(store)).free_at < NOW + AHEAD


async def test_postgresql_can_skip_each_message_that_was_claimed(store):
    if store.engine.dialect.name != "postgresql":
        return
    options = "SELECT relname FROM pg_class WHERE 'deduplicate_items=false' = ANY (reloptions) ORDER BY relname"
    found = await store.run(lambda session: session.scalars(text(options)).all())
    assert found == ["message_open", "message_waiting"]


async def test_nothing_is_claimed_twice_and_nothing_before_its_time(store):
    await waits(store, "A", 30)
    await waits(store, "A", 30, due=NOW + timedelta(seconds=1), first=30)
    keys = [turn.key for _ in range(5) for turn in await claimed(store)]
    assert len(keys) == len(set(keys)) == 30
    states = await store.run(lambda session: Counter(session.scalars(select(Message.state))))
    assert states == {"sending": 30, "queued": 30}


async def test_a_platform_that_is_not_connected_here_is_left_to_others(store):
    for number in range(30):
        await waits(store, f"W{number:02}", 1)
    assert await store.run(lambda session: claim(session, {"teams": inf}, NOW)) == []
    await store.run(lambda session: known_workspace(session, "X", "teams", "", NOW))
    await store.run(
        lambda session: insert_new(session, Message, [message_row("X", NUDGE.key("x"), "x", "U", NOW, NOW)])
    )
    assert [turn.workspace for turn in await store.run(lambda s: claim(s, {"teams": inf}, NOW))] == ["X"]
