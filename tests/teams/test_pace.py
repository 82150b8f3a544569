"""Heraut never writes faster than Teams allows."""

import time
from contextlib import suppress
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.pace import CONVERSATION, Pace
from bot.teams.pace import TENANT as WHOLE_TENANT
from handlers.core.messenger import Throttled
from tests.teams.conftest import CHANNEL, CHAT


class Stopwatch:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def most_within(times, seconds):
    return max((sum(start <= at < start + seconds for at in times) for start in times), default=0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 0.6)), max_size=300))
def test_no_rate_limit_of_teams_is_ever_exceeded(asked):
    clock = Stopwatch()
    pace = Pace(clock)
    said: dict[str, list[float]] = {"a": [], "b": [], "c": []}
    for conversation, later in asked:
        clock.seconds += later
        with suppress(Throttled):
            pace.take(conversation)
            said[conversation].append(clock.seconds)
    for times in said.values():
        assert all(most_within(times, seconds) <= most for most, seconds in CONVERSATION)
    [(most, seconds)] = WHOLE_TENANT
    assert most_within(sorted(chain(*said.values())), seconds) <= most


def test_after_the_named_wait_the_next_request_may_go():
    clock = Stopwatch()
    pace, waited = Pace(clock), 0
    for _ in range(1900):
        try:
            pace.take("a")
        except Throttled as throttled:
            waited += 1
            clock.seconds += throttled.seconds
            pace.take("a")
    assert waited > 100
    assert clock.seconds >= 3600


def test_the_whole_tenant_has_a_limit_too():
    pace = Pace(Stopwatch())
    for number in range(50):
        pace.take(str(number))
    with pytest.raises(Throttled) as throttled:
        pace.take("another")
    assert (throttled.value.seconds, throttled.value.alone) == (1, False)


def test_a_conversation_that_must_wait_delays_no_other():
    pace = Pace(Stopwatch())
    for _ in range(7):
        pace.take("a")
    with pytest.raises(Throttled) as throttled:
        pace.take("a")
    assert throttled.value.alone
    pace.take("b")


def test_without_windows_nothing_waits():
    pace = Pace(Stopwatch(), conversation=(), tenant=())
    for _ in range(2000):
        pace.take("a")


def test_quiet_conversations_are_forgotten():
    pace = Pace(clock := Stopwatch(), most=10)
    for number in range(100):
        clock.seconds += 1
        pace.take(str(number))
    assert len(pace._by_conversation) == 10


async def test_a_short_wait_is_kept_here_and_a_long_one_is_left_to_the_outbox(sender):
    async with sender() as made:
        made.knows(CHANNEL, conversation=CHANNEL, user="")
        await made.send(CHANNEL)  # with a token from now on
        for _ in range(8):  # the connector checks that these come no faster than Teams allows
            await made.send()
        assert len(made.double.did("send")) == 9
        made.pace._by_conversation[CHAT].extend([time.monotonic()] * 60)
        with pytest.raises(Throttled):
            await made.send()
