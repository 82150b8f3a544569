"""Take it along: everything about one person and nothing of others, by an address that soon leads nowhere."""

import asyncio
import csv
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import update

from handlers.core.interaction import Notice
from handlers.privacy.take_along import my_data_page
from handlers.registry.surfaces import PageAnswer, PageContext, PageRequest
from models import Workspace
from tests.privacy.scene import OTHERS, WHO, filled, shown
from tests.support.office import Office


@pytest.fixture
async def scene(office: Office) -> Office:
    await filled(office)
    return office


async def token(office: Office, who: str = WHO) -> str:
    card = shown(await office.does(who, "take_along"))
    [link] = [button.link for part in card.parts for button in getattr(part, "every", ()) if button.link]
    return str(link).removeprefix("/mine/")


async def opened(office: Office, address: str) -> PageAnswer | None:
    context = PageContext(office.store, lambda: office.now)
    return await my_data_page(context, PageRequest("GET", {"token": address}))


async def files(office: Office, who: str = WHO) -> dict[str, str]:
    answer = await opened(office, await token(office, who))
    assert answer is not None and answer.headers["Cache-Control"] == "no-store"
    with ZipFile(io.BytesIO(answer.body)) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name).decode("utf-8-sig") for name in zipped.namelist()}


async def test_everything_that_the_card_counts_is_in_the_file(scene: Office):
    card = shown(await scene.does(WHO, "privacy"))
    [lines] = [part.items for part in card.parts if hasattr(part, "items")]
    told = json.loads((await files(scene))["my-data.json"])
    assert [f"{title} ({len(rows)})" for title, rows in told.items()] == [line.partition(". Seen")[0] for line in lines]


async def test_it_reads_in_words_and_holds_what_the_person_wrote(scene: Office):
    found = await files(scene)
    for words in (f"In my words, {WHO}", f"number 1 of {WHO}", f"https://x.com/{WHO}/status/1", "Thanks"):
        assert words in str(found), words
    [thanks] = [text for name, text in found.items() if "Thanks that you gave" in name]
    assert [*csv.reader(io.StringIO(thanks))][:2][0] == ["Receiver", "Text", "At"]
    assert "Bob" in thanks


async def test_of_colleagues_there_are_names_in_thanks_and_nothing_else(scene: Office):
    told = json.loads((await files(scene))["my-data.json"])
    rest = {title: rows for title, rows in told.items() if "hanks" not in title}
    text = json.dumps(rest).lower()
    assert [who for who in OTHERS if f'"{who}"' in text or f"words, {who}" in text] == []
    bob = str(await files(scene, "bob"))
    assert f"In my words, {WHO}" not in bob and f"What {WHO} thinks" not in bob


async def test_the_champion_who_wrote_a_thought_up_does_not_take_it_along(scene: Office):
    assert f" of {WHO}" not in str(await files(scene, "boss"))


async def test_the_address_leads_nowhere_after_a_quarter_of_an_hour(scene: Office):
    address = await token(scene)
    scene.now += timedelta(minutes=15)
    assert await opened(scene, address) is not None
    scene.now += timedelta(seconds=1)
    assert await opened(scene, address) is None


async def test_a_changed_address_leads_nowhere(scene: Office):
    address = await token(scene)
    for wrong in (address[:-2], f"{address}x", "", "nonsense", await token(scene, "bob") + address):
        assert await opened(scene, wrong) is None, wrong


async def test_after_being_forgotten_it_leads_nowhere_not_even_for_a_person_who_came_back(scene: Office):
    address = await token(scene)
    await scene.does(WHO, "forget")
    assert await opened(scene, address) is None
    await scene.after(minutes=1)
    await scene.joins(WHO)
    assert await opened(scene, address) is None


async def test_in_a_channel_and_without_an_address_there_is_a_sentence(scene: Office):
    refused = await scene.does(WHO, "take_along", channel="C1")
    assert refused == Notice(text="Write this to Heraut in private: the answer is for you alone.")
    await scene.store.run(lambda s: s.execute(update(Workspace).values(address="")))
    told = await scene.does(WHO, "take_along")
    assert told == Notice(text="Heraut has no public address here. An administrator can make the file for you.")


async def test_no_cell_is_a_formula(scene: Office):
    await scene.does(WHO, "thank", values={"text": "@cem =1+1"})
    [thanks] = [text for name, text in (await files(scene)).items() if "Thanks that you gave" in name]
    assert "'=1+1" in thanks


async def test_an_export_while_being_forgotten_is_whole_or_nothing(scene: Office):
    whole = await opened(scene, await token(scene))
    addresses = [await token(scene) for _ in range(4)]
    answers = await asyncio.gather(*(opened(scene, one) for one in addresses), scene.does(WHO, "forget"))
    assert whole is not None
    for answer in answers[:-1]:
        assert answer is None or (isinstance(answer, PageAnswer) and names(answer) == names(whole))


def names(answer: PageAnswer) -> list[str]:
    with ZipFile(io.BytesIO(answer.body)) as zipped:
        return zipped.namelist()
