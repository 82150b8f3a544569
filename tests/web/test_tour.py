"""The playground's first ten minutes: the steps, the language switch, the busy state, and where the focus goes."""

import asyncio

import pytest
from playwright.async_api import Page, Route

from bot.web.company import load
from bot.web.tour import TASKS, Tour
from handlers.core.interaction import Card, Text
from handlers.core.language import Words
from tests.stages.web.house import EMPTY, House
from tests.web.scripted import Script, offer

FOCUSED = """
() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  const newest = focused.closest(".post") === [...document.querySelectorAll(".post")].at(-1);
  return { newest, seen: box.top >= 0 && box.bottom <= innerHeight };
}
"""


async def opened(house: House, who: str = "sam") -> Page:
    await house.stage.transcript(who)
    page: Page = await house.stage.run(house.stage.page(who))
    return page


def test_the_steps_name_the_people_of_the_company_in_its_language():
    steps = Tour(load()).steps(Words("nl"))
    assert [(step.person, step.place, step.done) for step in steps] == [
        ("sam", "chat", False),
        ("sam", "chat", False),
        ("noor", "chat", False),
        ("sam", "general", False),
    ]
    assert [steps[0].text, steps[3].text] == [
        "Wees Sam, die nieuw is, en doe mee",
        "Ga naar volgende maandag, en lees #general",
    ]


def test_a_company_without_the_roles_has_no_steps():
    assert Tour(EMPTY).steps(Words()) == ()


async def test_a_step_is_ticked_once_it_is_done_and_the_next_one_leads_on(house: House):
    stage, page = house.stage, await opened(house)
    now = page.locator(".tour [aria-current=step]")
    assert await stage.run(now.inner_text()) == "Be Sam, who is new, and join"
    for task in TASKS:
        house.playground.rooms.tour.did(task.action)
        await stage.command("sam", "hello")
    assert await stage.run(page.locator(".tour .done").count()) == len(TASKS)
    assert "That was the first ten minutes." in await stage.run(page.inner_text(".tour"))


async def test_the_clock_does_the_last_step(house: House):
    stage, page = house.stage, await opened(house)
    await stage.run(page.click("[name=step][value=monday]"))
    await stage.settle()
    done = await stage.run(page.locator(".tour .done").inner_text())
    assert done.split() == "✓ Go to next Monday, and read #general – done".split()


async def test_the_steps_stay_hidden(house: House):
    stage, page = house.stage, await opened(house)
    await stage.run(page.click(".tour .hide"))
    await stage.settle()
    assert await stage.run(page.locator(".tour").count()) == 0
    assert await stage.run((await opened(house, "noor")).locator(".tour").count()) == 0


@pytest.mark.parametrize(
    ("who", "before", "after"), [("sam", "Nederlands", "English"), ("noor", "English", "Nederlands")]
)
async def test_one_press_puts_everything_into_the_other_language(
    house: House, script: Script, who: str, before: str, after: str
):
    stage, page = house.stage, await opened(house, who)
    switch = page.locator(".language .button")
    assert await stage.run(switch.inner_text()) == before

    async def pressed() -> None:
        async with page.expect_navigation():
            await switch.click()

    await stage.run(pressed())
    assert await stage.run(switch.inner_text()) == after
    assert await stage.run(page.evaluate("document.documentElement.lang")) == ("nl" if who == "sam" else "en")
    await stage.command(who, "hello")
    assert script.heard[-1].actor.locale == ("nl-NL" if who == "sam" else "en-GB")


@pytest.mark.parametrize(
    ("accepted", "language"), [("nl-BE,nl;q=0.9,en;q=0.8", "nl"), ("de,en;q=0.7", "en"), ("", "en")]
)
async def test_the_playground_begins_in_the_language_of_the_browser(http, playground, accepted: str, language: str):
    page = await (await http.get("/", headers={"Accept-Language": accepted})).text()
    assert f'<html lang="{language}">' in page
    locales = {person.locale[:2] for person in playground.rooms.company.people}
    assert locales == {language}


async def test_what_takes_long_says_so_until_it_is_over(house: House):
    stage, page, let_go = house.stage, await opened(house), asyncio.Event()

    async def slowly(route: Route) -> None:
        await page.wait_for_selector("body.busy")
        assert await page.inner_text("#toast") == "One moment, please …"
        await route.continue_()
        let_go.set()

    await stage.run(page.route("**/clock", slowly))
    await stage.run(page.click("[name=step][value=day]"))
    await stage.run(page.wait_for_selector("body:not(.busy)"))
    await stage.settle()
    assert let_go.is_set() and await stage.run(page.inner_text("#toast")) == ""


async def test_the_answer_to_an_older_card_comes_into_view_with_the_focus_on_it(house: House):
    stage = house.stage
    await house.playground.messenger.send("kievit", "sam", offer(house.address), "first")
    for _ in range(8):
        await stage.command("sam", "hello")
    page = await opened(house)
    await stage.run(page.locator(".of-heraut .button").filter(has_text="Skip").first.focus())
    await stage.run(page.keyboard.press("Enter"))
    await stage.settle()
    assert await stage.run(page.evaluate(FOCUSED)) == {"newest": True, "seen": True}


async def test_a_card_taller_than_the_window_is_shown_from_its_beginning(house: House):
    stage, page = house.stage, await opened(house)
    weeks = tuple(Text(text=f"Week {number}") for number in range(60))
    await house.playground.messenger.send(
        "kievit", "sam", Card(title="What is coming", summary="Weeks", parts=weeks), "first"
    )
    await stage.run(page.get_by_text("Week 59").wait_for())
    top = "[...document.querySelectorAll('.post')].at(-1).getBoundingClientRect().top"
    assert (
        0
        <= await stage.run(page.evaluate(f"{top} - document.getElementById('scroll').getBoundingClientRect().top"))
        < 100
    )
