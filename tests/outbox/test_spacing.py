"""No second holds more than a platform accepts, and nothing waits needlessly."""

import asyncio
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.outbox.spacing import SECOND, Spacing

GAPS = st.lists(st.floats(0, 0.5), min_size=1, max_size=200)


def begins(spacing: Spacing, now: float) -> float:
    at = now + spacing.wait(now)
    spacing.begin(at)
    return at


@given(GAPS, st.sampled_from([0.5, 1.0, 5.0, 20.0]))
def test_no_second_holds_too_many_in_any_order(gaps, per_second):
    spacing = Spacing(per_second, lambda: 0.0)
    begun = [begins(spacing, now) for now in accumulate(gaps)]
    most = max(1, int(per_second))
    windows = [later - first for first, later in zip(begun, begun[most:], strict=False)]
    assert min(windows, default=1e9) >= most / per_second * SECOND - 1e-6


def test_a_call_in_time_does_not_wait():
    spacing = Spacing(10, lambda: 0.0)
    assert [begins(spacing, number / 9) for number in range(50)] == pytest.approx([n / 9 for n in range(50)])


async def test_calls_held_up_together_go_out_a_second_apart():
    spacing = Spacing(200, asyncio.get_running_loop().time)
    begun = []

    async def go() -> None:
        await spacing.turn()
        begun.append(asyncio.get_running_loop().time())

    await asyncio.gather(*(go() for _ in range(450)))
    windows = [later - first for first, later in zip(begun, begun[200:], strict=False)]
    assert min(windows) >= 1
