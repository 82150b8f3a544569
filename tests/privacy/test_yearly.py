"""Once a year people are asked whether what they agreed to still holds; without an answer it stays."""

from datetime import timedelta

import pytest

from handlers.core.interaction import Card, Notice
from tests.privacy.scene import WHO, filled, person, shown
from tests.support.office import Office

QUESTION = "Does this still hold?"


@pytest.fixture
async def scene(office: Office) -> Office:
    await office.joins("anna", clicks="yes")
    return office


async def days(office: Office, number: int) -> int:
    """Let days pass. Returns how often Anna has been asked by then."""
    office.now += timedelta(days=number)
    for _ in range(4):  # over a weekend, too
        await office.after(days=1)
    return [card.title for card in office.told("anna")].count(QUESTION)


async def test_people_are_asked_after_a_year_and_once_a_year(scene: Office):
    assert await days(scene, 355) == 0
    assert await days(scene, 10) == 1
    assert await days(scene, 300) == 1
    assert await days(scene, 80) == 2


async def test_it_lists_what_holds_and_nothing_changes_without_an_answer(scene: Office):
    await days(scene, 370)
    [card] = [card for card in scene.told("anna") if card.title == QUESTION]
    [held] = [part.items for part in card.parts if hasattr(part, "items")]
    assert "Clicks on my links count for me" in held and "Messages from Heraut" in held
    anna = await scene.store.run(lambda s: person(s, "anna"))
    assert anna and (anna.joined, anna.named, anna.clicks) == (True, True, True)


async def test_a_yes_holds_for_another_year(scene: Office):
    await days(scene, 370)
    assert shown(await scene.does("anna", "still_holds")).title == "It still holds"
    assert await days(scene, 300) == 1


async def test_anyone_who_changed_something_is_asked_a_year_after_that(scene: Office):
    scene.now += timedelta(days=300)
    await scene.does("anna", "withdraw", "clicks")
    assert await days(scene, 90) == 0
    assert await days(scene, 280) == 1


async def test_people_who_left_are_not_asked_and_their_yes_is_refused(scene: Office):
    await scene.does("anna", "leave")
    assert await days(scene, 400) == 0
    assert isinstance(await scene.does("anna", "still_holds"), Card)


async def test_the_forgotten_are_not_invited(office: Office):
    await filled(office)
    await office.does(WHO, "forget")
    told = await office.does("bob", "invite", mentioned=WHO)
    assert isinstance(told, Notice) and "nobody is asked twice" in told.text
    assert await office.store.run(person) is None
