"""axe-core finds no barrier on any page or in any form, light and dark, in English and Dutch."""

import asyncio
from collections.abc import Mapping

import pytest

from bot.web.rooms import OpenForm
from handlers.core.interaction import Card, Form, Notice
from handlers.features import open_store
from tests.stages.web.axe import AXE, MISSING, barriers
from tests.stages.web.house import House
from tests.teams.playing import play
from tests.teams.repertoire import Corrected

Said = Card | Form | Notice
LOCALES = {"en": "en-GB", "nl": "nl-NL"}
READER = {"en": "sam", "nl": "noor"}


@pytest.fixture(autouse=True)
def axe() -> None:
    if not AXE.exists():
        pytest.fail(MISSING, pytrace=False)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Said]]:
    """Everything that Heraut says, by language and name."""

    async def everything(language: str) -> Mapping[str, Said]:
        store = open_store(f"sqlite:///{tmp_path_factory.mktemp('said') / language}.db")
        try:
            return await play(store, LOCALES[language])
        finally:
            store.close()

    return {language: asyncio.run(everything(language)) for language in LOCALES}


def opened(form: Form) -> OpenForm:
    if not isinstance(form, Corrected):
        return OpenForm(form=form, place="chat")
    asked = Form.model_validate(form.model_dump(include=set(Form.model_fields)))
    return OpenForm(form=asked, place="chat", values=form.filled, errors=form.errors)


@pytest.mark.parametrize("language", LOCALES)
async def test_no_card_has_a_barrier(house: House, said: Mapping[str, Mapping[str, Said]], language: str):
    who, rooms = READER[language], house.playground.rooms
    rooms.everybody_saw_everything()
    for card in said[language].values():
        if isinstance(card, Card):
            rooms.say(who, card)
    await house.stage.transcript(who)
    page = await house.stage.run(house.stage.page(who))
    assert await house.stage.run(barriers(page)) == []
    house.stage.troubles.clear()  # the pictures of another store are not there


@pytest.mark.parametrize("language", LOCALES)
async def test_no_form_has_a_barrier(house: House, said: Mapping[str, Mapping[str, Said]], language: str):
    who, found = READER[language], []
    page = await house.stage.run(house.stage.page(who))
    for name, form in said[language].items():
        if not isinstance(form, Form):
            continue
        house.playground.rooms.ask(who, opened(form))
        await house.stage.run(page.goto(f"{house.address}/?as={who}&in=chat"))
        found += [f"{name}: {barrier}" for barrier in await house.stage.run(barriers(page, "dialog"))]
    assert found == []


@pytest.mark.parametrize(
    "path",
    ["/?as=sam&in=home", "/?as=noor&in=general", "/articles", "/articles/quiet-blades", "/share/secret", "/none"],
)
async def test_no_page_has_a_barrier(house: House, path: str):
    page = await house.stage.run(house.stage.page("sam"))
    await house.stage.run(page.goto(house.address + path))
    assert await house.stage.run(barriers(page)) == []
    house.stage.troubles.clear()  # the browser tells of the page that is not there
