"""A champion who compares everything learns nothing about anybody, in companies of 6 to 60 people."""

import random
from pathlib import Path

import pytest

from handlers.features import open_store
from tests.figures.attacker import Attack
from tests.support.office import Office


async def attacked(folder: Path, seed: int, size: int, days: int = 8) -> Attack:
    """A company that was attacked."""
    store = open_store(f"sqlite:///{folder / f'{seed}.db'}")
    try:
        attack = Attack(await Office(store).open(), seed, size)
        await attack.play(days)
        return attack
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(12))
async def test_the_attacker_learns_nothing(tmp_path: Path, seed: int):
    size = random.Random(seed).choice((6, 8, 11, 12, 15, 20, 25))
    assert (await attacked(tmp_path, seed, size, days=6)).leaks == []


async def test_in_a_company_of_sixty_there_are_figures_and_still_the_attacker_learns_nothing(tmp_path: Path):
    attack = await attacked(tmp_path, 1, 60)
    assert attack.leaks == [] and attack.seen > 0


@pytest.mark.chaos
async def test_the_attacker_learns_nothing_in_two_hundred_companies(tmp_path: Path):
    seen = 0
    for seed in range(200):
        attack = await attacked(tmp_path, seed, random.Random(seed).randint(6, 60))
        assert attack.leaks == [], f"company {seed}"
        seen += bool(attack.seen)
    print(f"learned from 0 of 200 companies; {seen} of them had figures")
    assert seen > 20
