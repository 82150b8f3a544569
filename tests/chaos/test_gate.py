"""The gate in full: 100,000 plays. Run by make chaos; some minutes. In short: tests/outbox/test_gate_plays.py."""

import asyncio
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count

import pytest

from tests.chaos.conftest import Tell
from tests.outbox.plays import Play

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(7200)]

STORES, PEOPLE = 1000, 100


def played(seed: int) -> tuple[Counter[str], list[str]]:
    """How many messages of each kind were sent in a play of many people, and what was wrong."""
    play = asyncio.run(Play(seed, PEOPLE).play())
    return Counter(key.split(":")[0] for life in play.lives.values() for key in life.keys), play.wrong


def test_a_hundred_thousand_plays_break_no_promise(tell: Tell):
    sent, wrong = Counter[str](), list[str]()
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as several:
        for kinds, found in several.map(played, range(STORES), chunksize=5):
            sent += kinds
            wrong += found
    tell(plays=STORES * PEOPLE, sent=sent.total(), kinds=dict(sent), wrong=len(wrong))
    assert wrong == []
