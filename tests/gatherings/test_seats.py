"""Seats: given out once each, in the order in which people came, also when two take the last one at once."""

import asyncio
from pathlib import Path

import pytest

from handlers.features import open_store
from tests.gatherings.scene import OWLS, its, planned, says, shown, states
from tests.support.office import Office


async def test_who_is_too_late_waits_and_moves_up_in_the_order_in_which_they_came(office: Office):
    event = await planned(office)
    for who in ("dora", "anna", "cora", "bert"):
        await says(office, who, "come", event)
    assert await states(office, event) == {"dora": "seated", "anna": "seated", "cora": "waiting", "bert": "waiting"}
    assert "You are on the waiting list" in await shown(office, "cora", event)
    await says(office, "anna", "no", event)
    assert (await states(office, event))["cora"] == "seated"
    await office.after(minutes=5)
    [told] = office.told("cora")
    assert told.title == "There is a seat for you: Owls at night"
    assert not office.told("bert") and not office.told("anna")
    assert "no" not in [value for who, value in (await states(office, event)).items() if who != "anna"]


async def test_somebody_who_comes_again_stands_at_the_end(office: Office):
    event = await planned(office, seats="1")
    for who in ("anna", "bert", "cora"):
        await says(office, who, "come", event)
    await says(office, "bert", "perhaps", event)
    await says(office, "bert", "come", event)
    await says(office, "anna", "no", event)
    assert await states(office, event) == {"anna": "no", "bert": "waiting", "cora": "seated"}


async def test_coming_twice_changes_nothing(office: Office):
    event = await planned(office, seats="1")
    await says(office, "anna", "come", event)
    await says(office, "bert", "come", event)
    await says(office, "anna", "come", event)
    assert await states(office, event) == {"anna": "seated", "bert": "waiting"}


async def test_more_seats_are_for_those_who_wait_and_fewer_take_no_seat_away(office: Office):
    event = await planned(office, seats="1")
    for who in ("anna", "bert", "cora"):
        await says(office, who, "come", event)
    await office.does("boss", "edit_gathering", f"0|{event}", values={**OWLS, "seats": "2"})
    assert await states(office, event) == {"anna": "seated", "bert": "seated", "cora": "waiting"}
    await office.does("boss", "edit_gathering", f"1|{event}", values={**OWLS, "seats": "1"})
    assert await states(office, event) == {"anna": "seated", "bert": "seated", "cora": "waiting"}
    await says(office, "anna", "no", event)
    assert (await states(office, event))["cora"] == "waiting"
    await office.does("boss", "edit_gathering", f"2|{event}", values={**OWLS, "seats": ""})
    assert (await states(office, event))["cora"] == "seated"


async def test_nobody_passes_those_who_wait(office: Office):
    event = await planned(office, seats="1")
    await says(office, "anna", "come", event)
    await says(office, "bert", "come", event)
    await says(office, "anna", "no", event)
    await says(office, "cora", "come", event)
    assert await states(office, event) == {"anna": "no", "bert": "seated", "cora": "waiting"}


async def test_who_leaves_or_is_forgotten_gives_the_seat_back_without_a_word(office: Office):
    await office.joins("anna")
    event = await planned(office, seats="1")
    await says(office, "anna", "come", event)
    await says(office, "bert", "come", event)
    await office.does("anna", "leave")
    assert await states(office, event) == {"bert": "seated"}
    assert "Anna" not in await shown(office, "boss", event)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_of_many_who_take_the_last_seats_at_once_each_seat_has_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path}/h.db" if kind == "sqlite" else str(request.getfixturevalue("postgres_url"))
    stores = [open_store(url) for _ in range(2)]  # as two replicas have them
    offices = [await Office(store).open() for store in stores]
    event = await planned(offices[0], seats="3")
    for office in offices:
        office._keys = 1000 * offices.index(office) + 10
    people = [f"p{number:02}" for number in range(16)]
    for who in people:
        await offices[0].does(who, "gathering", event)
    rush = (says(offices[place % 2], who, "come", event) for place, who in enumerate(people))
    await asyncio.gather(*rush)
    found = await states(offices[0], event)
    assert sorted(found.values()) == ["seated"] * 3 + ["waiting"] * 13
    seated = [who for who, state in found.items() if state == "seated"]
    await asyncio.gather(*(says(offices[place % 2], who, "no", event) for place, who in enumerate(seated)))
    assert sorted((await states(offices[1], event)).values()) == ["no"] * 3 + ["seated"] * 3 + ["waiting"] * 10
    assert (await its(offices[0], event)).numbers == len(people)
    for store in stores:
        store.close()
