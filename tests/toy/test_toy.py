"""One folder and one line give a feature everything, on every platform: nothing in bot/ or handlers/ knows the toy."""

from collections.abc import AsyncIterator

import pytest
from babel.messages.extract import extract_from_file

from handlers.core.language import Words
from handlers.features import FEATURES, open_store
from handlers.registry.feature import together
from models import Message
from tests.journeys.acts import ANNA, JAN, champion_posts, joins
from tests.journeys.conftest import PLATFORMS
from tests.journeys.scene import Scene
from tests.support.tree import ROOT, product
from tests.toy.feature import FEATURE
from tests.toy.tables import ToyBase

WITH_TOY = (*FEATURES, FEATURE)  # the one line


@pytest.fixture(params=PLATFORMS)
async def scene(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Scene]:
    store = open_store(sqlite_url, WITH_TOY)
    ToyBase.metadata.create_all(store.engine)
    async with PLATFORMS[request.param](store, lambda: request.getfixturevalue("browser")) as scene:
        scene.name = request.node.originalname
        yield scene
    store.close()


async def shares(scene: Scene, who: str) -> None:
    await champion_posts(scene)
    await joins(scene, who)
    await scene.soon()
    await scene.stage.press(who, "Share")
    await scene.stage.press(who, "I posted it")
    await scene.stage.submit(who)


async def test_it_follows_a_share_writes_a_message_and_hears_its_button(scene: Scene):
    await shares(scene, ANNA)
    await scene.soon()
    assert "Three cheers for your share." in await scene.stage.reads(ANNA)
    await scene.stage.press(ANNA, "Cheer back")
    assert "You cheered back" in await scene.stage.reads(ANNA)


async def test_its_command_and_its_help_are_in_both_languages(scene: Scene):
    await scene.stage.command(ANNA, "help")
    assert "cheer – how many cheers there were" in await scene.stage.reads(ANNA)
    await scene.stage.command(ANNA, "cheer")
    assert "Cheers so far: 0" in await scene.stage.reads(ANNA)
    await scene.stage.command(JAN, "hulp")
    assert "juich – hoe vaak er is gejuicht" in await scene.stage.reads(JAN)
    await scene.stage.command(JAN, "juich")
    assert "Tot nu toe gejuicht: 0" in await scene.stage.reads(JAN)


async def test_it_has_a_section_on_home_and_a_field_in_the_settings(scene: Scene):
    await joins(scene, ANNA)
    await scene.stage.open_home(ANNA)
    assert "Cheers so far: 0" in await scene.stage.reads(ANNA, "home")
    await scene.stage.command(ANNA, "settings")
    await scene.stage.fill(ANNA, {"Cheer for me": False})
    await scene.stage.submit(ANNA)
    assert "Cheer for me" in await scene.stage.reads(ANNA)
    await champion_posts(scene)
    await scene.stage.command(ANNA, "next")
    await scene.stage.press(ANNA, "Share")
    await scene.stage.press(ANNA, "I posted it")
    await scene.stage.submit(ANNA)
    await scene.soon()
    assert not await scene.store.run(lambda s: s.query(Message).filter_by(kind="cheer").count())


async def test_it_has_a_page_and_a_round_that_empties_it(scene: Scene):
    address = f"{scene.address}/cheers/{scene.workspace}"
    assert (await scene.fetch(address))[0] == 404
    await shares(scene, ANNA)
    assert await scene.fetch(address) == (200, "text/plain", b"1 cheers")
    await scene.leap(days=31)
    assert (await scene.fetch(address))[0] == 404


def test_what_it_keeps_about_people_is_registered():
    held = {one.table for one in together(WITH_TOY).holds}
    assert held > {one.table for one in together(FEATURES).holds}
    assert {table.__tablename__ for table in held} >= {
        mapper.class_.__tablename__ for mapper in ToyBase.registry.mappers
    }


def test_all_that_it_says_is_translated_by_its_own_catalogue():
    keywords = {"t": None, "mark": None}
    said = [
        sentence
        for file in sorted((ROOT / "tests" / "toy").glob("*.py"))
        if not file.name.startswith("test_")
        for _, sentence, _, _ in extract_from_file("python", file, keywords=keywords)
    ]
    dutch = Words.of("nl")
    assert said and [sentence for sentence in said if dutch.t(str(sentence), n=1) == str(sentence)] == []


def test_nothing_else_knows_it():
    assert [name for name, source in product().items() if "toy" in source.lower().split()] == []
