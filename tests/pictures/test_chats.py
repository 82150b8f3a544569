"""The pictures of Slack and Teams: cards of the playground as those chats draw them. Run by `make pictures`.

Slack's are drawn from the blocks that are sent, by tests/stages/slack/drawn.py; those of Teams by Microsoft's renderer.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from secrets import token_hex
from shutil import copyfile
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import unused_port
from playwright.async_api import Route
from rich.console import Console

from bot.program.playground import open_playground
from bot.program.process import Heraut
from bot.slack import render as slack
from bot.slack.cards import NEWER, Shape
from bot.teams import render as teams
from bot.web.company import load
from bot.web.rooms import Rooms
from handlers.core.interaction import Actor, Card, Form, Interaction, Items, Reply
from tests.stages.slack.drawn import page
from tests.stages.teams.official import ARTEFACTS, Official
from tests.stages.web.browser import Chromium
from tests.support.tree import ROOT

pytestmark = [pytest.mark.pictures, pytest.mark.timeout(600)]

FOLDER = ROOT / "docs" / "pictures"
PUBLIC = "https://heraut.example"
TEAMS = 560
READER = "sam"
SCENES: Mapping[str, str] = {"nudge": "next", "library": "browse"}
PICTURES = (  # where, what and in which theme
    ("slack", "nudge", "light"),
    ("slack", "library", "dark"),
    ("slack", "board", "light"),
    ("teams", "nudge", "light"),
)


class Company:
    """The playground, and the cards that people in it are answered with."""

    def __init__(self, heraut: Heraut, address: str) -> None:
        self._heraut = heraut
        self._address = address
        self._reader = Actor(workspace=load().workspace, person=READER, name="Sam", locale="en-GB")

    async def cards(self) -> Mapping[str, Card]:
        """A nudge, the list to choose from, and the newest weekly message with a ranking."""
        rooms = self._heraut.messengers["web"]
        assert isinstance(rooms, Rooms)
        posts = [post.body for post in rooms.posts(READER, "general") if isinstance(post.body, Card)]
        weeks = [week for week in posts if any(isinstance(part, Items) and part.cells for part in week.parts)]
        form = await self._does("command", text="join")
        assert isinstance(form, Form)
        await self._does(form.action, form.target, **{field.name: field.value for field in form.inputs})
        found = {name: await self._does("command", text=text) for name, text in SCENES.items()}
        cards = {name: card for name, card in {**found, "board": weeks[-1]}.items() if isinstance(card, Card)}
        return {name: self._public(card) for name, card in cards.items()}

    async def _does(self, action: str, target: str = "", **values: str | tuple[str, ...]) -> Reply | None:
        did = Interaction(key=token_hex(8), actor=self._reader, action=action, target=target, values=values)
        return await self._heraut.answer(did)

    def _public(self, card: Card) -> Card:
        """Chats show only pictures with a public address."""
        return Card.model_validate_json(card.model_dump_json().replace(self._address, PUBLIC))

    async def serve(self, route: Route) -> None:
        """Answer what is asked of the public address from the playground."""
        parts = urlsplit(route.request.url)
        if f"{parts.scheme}://{parts.netloc}" == PUBLIC:
            await route.fulfill(response=await route.fetch(url=self._address + parts.path))
        else:
            await route.abort()


@pytest.fixture
async def company(tmp_path: Path) -> AsyncIterator[Company]:
    port = unused_port()
    async with AsyncExitStack() as stack:
        heraut = await open_playground(stack, port, tmp_path, Console(quiet=True))
        await heraut.begin(stack)
        yield Company(heraut, f"http://127.0.0.1:{port}")


async def in_slack(browser: Chromium, company: Company, card: Card, theme: str, path: Path) -> None:
    blocks = slack.message(card, PUBLIC, Shape(NEWER)).blocks
    context = await browser.browser.new_context(viewport={"width": 720, "height": 100}, device_scale_factor=2)
    shown = await context.new_page()
    await shown.route("**/*", company.serve)
    await shown.set_content(page(blocks, theme), wait_until="networkidle")
    await shown.screenshot(path=path, full_page=True)
    await context.close()


async def test_the_pictures_of_the_chats_are_taken(company: Company, browser: Chromium):
    FOLDER.mkdir(exist_ok=True)
    cards = await company.cards()
    for chat, name, theme in PICTURES:
        path = FOLDER / f"{chat}-{name}.png"
        if chat == "slack":
            await browser.run(in_slack(browser, company, cards[name], theme, path))
        else:
            official = Official(browser, TEAMS, theme, company.serve)
            drawn = await official.draw(teams.card(cards[name], PUBLIC), f"{chat}-{name}")
            await official.close()
            copyfile(ARTEFACTS / f"{chat}-{name}-{TEAMS}-{theme}.png", path)
            assert drawn.said == []
