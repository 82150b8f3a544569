"""The pictures in README and docs/, taken from the playground as it is today. Run by `make pictures`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

import pytest
from aiohttp.test_utils import unused_port
from playwright.async_api import Page, ViewportSize
from rich.console import Console

from bot.program.playground import open_playground
from tests.stages.web.browser import Chromium
from tests.support.tree import ROOT

pytestmark = [pytest.mark.pictures, pytest.mark.timeout(600)]

FOLDER = ROOT / "docs" / "pictures"
LOOKS: Mapping[str, tuple[ViewportSize, Literal["light", "dark"], str]] = {
    "light": ({"width": 1280, "height": 1700}, "light", "en-GB"),
    "phone": ({"width": 390, "height": 844}, "dark", "nl-NL"),
}
NEWEST = ".post.of-heraut:last-child .card"
WORDS = {"light": {"next": "next", "post": "post"}, "phone": {"next": "volgende", "post": "plaatsen"}}


class Visit:
    """One browser that looks at one playground, in one look."""

    def __init__(self, page: Page, address: str, look: str) -> None:
        self.page = page
        self.address = address
        self.look = look

    async def to(self, who: str, place: str) -> None:
        await self.page.goto(f"{self.address}/?as={who}&in={place}")

    async def types(self, who: str, text: str) -> None:
        await self.to(who, "chat")
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")
        await self.page.wait_for_selector(f"{NEWEST}, dialog[open]")
        await self.page.wait_for_timeout(800)

    async def keep(self, name: str, what: str) -> None:
        """A part of the page on a wide screen, the whole screen on a phone."""
        path = FOLDER / f"{name}-{self.look}.png"
        if self.look == "phone":
            await self.page.screenshot(path=path)
        else:
            await self.page.locator(what).last.screenshot(path=path)


async def nudge(visit: Visit) -> None:
    await visit.types("sam", "join")
    await visit.page.click("dialog [data-submit]")
    await visit.page.wait_for_selector("dialog", state="detached")
    await visit.page.wait_for_timeout(3000)
    await visit.types("sam", WORDS[visit.look]["next"])
    await visit.keep("nudge", NEWEST)


async def home(visit: Visit) -> None:
    await visit.to("sam", "home")
    await visit.page.wait_for_timeout(500)
    await visit.keep("home", "#live .card")


async def library(visit: Visit) -> None:
    await visit.types("priya", "browse")
    await visit.keep("library", NEWEST)


async def board(visit: Visit) -> None:
    await visit.to("aylin", "general")
    await visit.page.wait_for_timeout(500)
    await visit.keep("board", NEWEST)


async def editor(visit: Visit) -> None:
    article = await visit.page.context.new_page()
    await article.goto(f"{visit.address}/articles")
    newest = await article.locator("main a[href^='/articles/']").last.get_attribute("href")
    await article.close()
    await visit.types("noor", f"{WORDS[visit.look]['post']} {visit.address}{newest}")
    await visit.page.wait_for_selector("dialog[open]")
    await visit.keep("editor", "dialog")


async def content(visit: Visit) -> None:
    await visit.types("james", "content" if visit.look == "light" else "inhoud")
    await visit.keep("content", NEWEST)


SCENES: tuple[Callable[[Visit], Awaitable[None]], ...] = (nudge, home, library, board, editor, content)


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    port = unused_port()
    async with AsyncExitStack() as stack:
        heraut = await open_playground(stack, port, tmp_path, Console(quiet=True))
        await heraut.begin(stack)
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("look", LOOKS)
async def test_the_pictures_are_taken(address: str, browser: Chromium, look: str):
    FOLDER.mkdir(exist_ok=True)

    async def visited() -> None:
        size, scheme, locale = LOOKS[look]
        context = await browser.browser.new_context(
            viewport=size, color_scheme=scheme, locale=locale, device_scale_factor=2
        )
        page = await context.new_page()
        await page.goto(address)  # begins in the language of the browser
        for scene in SCENES:
            await scene(Visit(page, address, look))
        await context.close()

    await browser.run(visited())
    assert len(list(FOLDER.glob(f"*-{look}.png"))) == len(SCENES)
