"""A thought that is taken back is gone at once: from the store, and from everybody's cards."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Notice
from models import Base, Thought
from tests.contributions.requests import shown, targets
from tests.support.office import Office, pressed


@pytest.fixture
async def office(office: Office) -> Office:
    """Lena takes part. Carl and the boss are champions."""
    await office.joins("lena")
    await office.joins("carl", ways=("support",))
    await office.champions("carl", "boss")
    return office


async def posts(office: Office, thought: str) -> Card:
    card = shown(await office.does("lena", "ready", thought))
    values = {"network": "linkedin", "address": ""}
    return shown(await office.does("lena", "posted", pressed(card, "posted"), values=values))


ROUGH_CANARY, TEXT_CANARY, OWN_CANARY = "marmalade zeppelin", "vermilion tugboat", "saffron walrus"


async def stored(office: Office) -> str:
    """Everything that the database holds, in every table and column."""

    def read(session: Session) -> str:
        tables = Base.metadata.sorted_tables
        return "\n".join(str(tuple(row)) for table in tables for row in session.execute(select(table)))

    return await office.store.run(read)


async def tells_canaries(office: Office, until: str) -> str:
    """A thought of words that stand nowhere else, taken this far. Returns its id."""
    await office.does("lena", "thought", values={"rough": ROUGH_CANARY})
    await office.after(minutes=1)
    thought = await office.store.run(lambda s: s.scalars(select(Thought.id)).one())
    if until == "rough":
        return thought
    await office.does("carl", "take", thought)
    if until == "taken":
        return thought
    await office.does("carl", "write", thought, values={"text": TEXT_CANARY})
    await office.after(minutes=1)
    if until != "written":
        await office.does("lena", "rephrase", thought, values={"text": OWN_CANARY})
        card = await (posts(office, thought) if until == "undone" else office.does("lena", "ready", thought))
        if until == "undone":
            await office.does("lena", "undo", targets(shown(card))["Undo"])
    return thought


@pytest.mark.parametrize("until", ["rough", "taken", "written", "begun", "undone"])
@pytest.mark.parametrize("ends", ["drop", "leave"])
async def test_the_words_of_a_dropped_thought_are_gone_at_once(office: Office, until: str, ends: str):
    thought = await tells_canaries(office, until)
    assert ROUGH_CANARY in await stored(office)
    assert isinstance(await office.does("lena", ends, thought), Card)
    kept = await stored(office)
    await office.after(minutes=1)
    cards = "\n".join(card.model_dump_json() for _, card in office.mouth.shown.values())
    for canary in (ROUGH_CANARY, TEXT_CANARY, OWN_CANARY):
        assert canary not in kept and canary not in cards, canary


async def test_a_dropped_thought_cannot_be_shared_again_by_an_old_button(office: Office):
    thought = await tells_canaries(office, "undone")
    await office.does("lena", "drop", thought)
    assert isinstance(await office.does("lena", "again", f"lena.{thought}"), Notice)


async def test_who_is_no_longer_a_champion_no_longer_reads_thoughts(office: Office):
    await tells_canaries(office, "rough")
    await office.does("boss", "champion", mentioned="carl")
    await office.after(minutes=1)
    assert ROUGH_CANARY not in office.told("carl")[-1].model_dump_json()
    assert ROUGH_CANARY in office.told("boss")[-1].model_dump_json()
