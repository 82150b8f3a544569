"""A champion who tries every choice of groups, around each person's step and day by day, learns nothing of anybody."""

import random
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from handlers.core.interaction import Card, Form
from handlers.features import open_store
from tests.figures.attacker import DRAFT, TEAMS, K, figures_of
from tests.support.office import JOINING, Office, Values, pressed

FREE: Values = {"days": ("0", "1", "2", "3", "4"), "off": "", "place": "", "country": "NL"}
GROUPS = (*(f"team|{team.casefold()}" for team in TEAMS), "place|delft", "country|NL", "country|DE", "role|employee")
ONE, PAIRS = [(group,) for group in GROUPS], [*combinations(GROUPS[: len(TEAMS)], 2)]
Figures = Mapping[str, int]


async def settles(office: Office, who: str, dice: random.Random) -> None:
    """Somebody says another team, place or country, or none."""
    facts = {
        "team": dice.choice((*TEAMS, "")),
        "place": dice.choice(("Delft", "")),
        "country": dice.choice(("NL", "DE")),
    }
    await office.does(who, "settings", values={**JOINING, **FREE, **facts})


async def looked(office: Office, draft: str) -> Figures:
    """Every figure in the previews of all choices, and the groups that the editor offers."""
    found: dict[str, int] = {}
    for only in (*ONE, *PAIRS):
        reply = await office.does("boss", "edit", draft, values={**DRAFT, "only": only})
        shown = figures_of(reply) if isinstance(reply, Card) else ()
        found |= {f"{' '.join(only)}: {label}": number for label, number in shown}
    await office.does("boss", "edit", draft, values=DRAFT)
    form = await office.does("boss", "edit", draft)
    assert isinstance(form, Form)
    offered = [option.value for field in form.inputs if field.name == "only" for option in field.options]
    return found | {f"offered {one}": K for one in offered}


def learned(before: Figures, after: Figures) -> Iterator[str]:
    """A figure about a few, and a difference of a few between two days or two choices."""
    for label, number in after.items():
        if 0 < number < K or 0 < abs(number - before.get(label, number)) < K:
            yield label
    told = [number for label, number in after.items() if "at least" in label]
    yield from (f"{one} and {other}" for one, other in combinations(told, 2) if 0 < abs(one - other) < K)


async def attacked(folder: Path, seed: int, size: int, days: int) -> tuple[list[str], int]:
    """What was learned, and how many figures there were."""
    store, dice = open_store(f"sqlite:///{folder / f'{seed}.db'}"), random.Random(seed)
    people = [f"q{chr(97 + number)}" for number in range(size)]
    try:
        office = await Office(store).open()
        for who in people:
            await office.joins(who)
            await settles(office, who, dice)
        reply = await office.does("boss", "post", values=DRAFT)
        assert isinstance(reply, Card)
        draft, leaks, before, seen = pressed(reply, "override"), list[str](), dict[str, int](), 0
        for _ in range(days):
            await office.after(days=1)
            now = await looked(office, draft)
            await settles(office, dice.choice(people), dice)
            leaks += ["a step"] * (await looked(office, draft) != now)
            leaks += learned(before, now)
            before, seen = {**now}, max(seen, len(now))
        return leaks, seen
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(4))
async def test_previews_of_groups_tell_nothing_of_a_single_person(tmp_path: Path, seed: int):
    leaks, seen = await attacked(tmp_path, seed, random.Random(seed).choice((8, 13, 20)), days=3)
    assert leaks == [] and seen > 0
