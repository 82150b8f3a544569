"""The playground as people use it: commands, buttons, forms and Home, played in a real browser."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path

from playwright.async_api import BrowserContext, Error, Locator, Page, Route

from bot.web.company import Channel, Person
from bot.web.rooms import Rooms
from handlers.core.interaction import Buttons, Card
from tests.stages.screen import CHAT, HOME, OpenForm
from tests.stages.web.browser import Chromium
from tests.stages.web.reading import FIELDS, POSTS, QUIET
from tests.stages.web.typing import Value, enter
from tests.support.tree import ROOT

ARTEFACTS = ROOT / "artefacts"
PATIENCE = 60  # seconds
PAGES = 4  # open at once: each holds a stream, and a browser keeps six connections to a server


class WebStage:
    """`settled` waits until the app has finished talking; the pages then wait until they show it."""

    def __init__(
        self,
        chromium: Chromium,
        context: BrowserContext,
        rooms: Rooms,
        address: str,
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        self.rooms = rooms
        self.address = address
        self.tabs: dict[str, Page] = {}  # the newest tab that a pressed button opened, by person
        self.outside: list[str] = []  # addresses outside the app that were opened
        self.troubles: list[str] = []  # what the browser complained of
        self._chromium = chromium
        self._context = context
        self._settled = settled
        self._pages: dict[str, Page] = {}
        self._forms: dict[str, OpenForm | None] = {}
        self._errors: dict[str, list[str]] = {}
        self._home_turn: dict[str, int] = {}
        self._answered_at_home: dict[str, bool] = {}

    def person(
        self, who: str, name: str, locale: str = "en-US", tz: str = "Europe/London", *, admin: bool = False
    ) -> str:
        one = Person(id=who, name=name, locale=locale, timezone=tz, admin=admin)
        company = self.rooms.company
        others = tuple(other for other in company.people if other.id != who)
        self.rooms.company = company.model_copy(update={"people": (*others, one)})
        return who

    def channel(self, where: str, name: str) -> str:
        company = self.rooms.company
        self.rooms.company = company.model_copy(update={"channels": (*company.channels, Channel(id=where, name=name))})
        return where

    # ── What people do ────────────────────────────────────────────────────────────────────────────

    async def command(self, who: str, text: str, where: str = CHAT) -> None:
        await self._do(self._type(who, text, where))

    async def open_home(self, who: str) -> None:
        await self._do(self._go_home(who))
        self._home_turn[who] = self.rooms.turn

    async def press(self, who: str, label: str, where: str = "") -> None:
        """Press the newest button with that label that this person can see."""
        await self._do(self._click(who, label, where))

    async def unfold(self, who: str) -> None:
        """Folded fields are in the form already, and are read with it."""

    async def fill(self, who: str, values: dict[str, Value]) -> None:
        await self._do(self._enter(who, values))

    async def submit(self, who: str) -> None:
        await self._do(self._send(who))

    async def settle(self) -> None:
        await self._settled()
        await self._chromium.run(self._caught_up())

    # ── What people see ───────────────────────────────────────────────────────────────────────────

    def form(self, who: str) -> OpenForm | None:
        return self._forms.get(who)

    async def errors(self, who: str) -> list[str]:
        return self._errors.get(who, [])

    async def reads(self, who: str, where: str = CHAT) -> str:
        """The newest card or notice, line by line, or Home if that answered last."""
        at_home = where == CHAT and self._answered_at_home.get(who)
        return next(reversed(await self.transcript(who, HOME if at_home else where)), "")

    async def transcript(self, who: str, where: str = CHAT) -> list[str]:
        """The cards in order of their last change. `chat` includes those that only this person sees elsewhere."""
        return await self._chromium.run(self._read(who, where))

    async def link(self, who: str, label: str) -> str:
        return await self._chromium.run(self._link(who, label))

    async def picture(self, name: str, who: str) -> Path:
        """Save a picture of what this person sees, in artefacts/."""
        path = ARTEFACTS / f"{name}.png"
        await self._chromium.run(self._pages[who].screenshot(path=path))
        return path

    async def keep(self, name: str) -> None:
        """Save a picture of what somebody saw last."""
        if self._pages:
            await self.picture(name, next(reversed(self._pages)))

    async def run(self, work: Coroutine[None, None, Value]) -> Value:
        """Ask a browser's own page: `await stage.run(stage.tabs["sam"].title())`."""
        return await self._chromium.run(work)

    # ── In the browser's thread ───────────────────────────────────────────────────────────────────

    async def page(self, who: str) -> Page:
        if page := self._pages.pop(who, None):
            self._pages[who] = page
            return page
        for idle in list(self._pages)[: max(0, len(self._pages) - PAGES + 1)]:
            await self._pages.pop(idle).close()
        page = self._pages[who] = await self._context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)
        return page

    async def _do(self, work: Coroutine[None, None, None]) -> None:
        await self._chromium.run(work)
        await self.settle()

    async def _open(self, who: str, where: str) -> Page:
        page, address = await self.page(who), f"{self.address}/?as={who}&in={where}"
        if page.url != address:
            await page.goto(address)
        return page

    async def _go_home(self, who: str) -> None:
        page = await self.page(who)
        await page.goto(f"{self.address}/?as={who}&in={HOME}")

    async def _type(self, who: str, text: str, where: str) -> None:
        page = await self._open(who, where)
        self._answered_at_home[who] = False
        await page.fill("#text", text)
        await page.press("#text", "Enter")

    async def _click(self, who: str, label: str, where: str) -> None:
        place, within = self._standing(who, label, where)
        page = await self._open(who, place)
        button = page.locator(f"{within} .button").filter(has_text=_labelled(label)).last
        self._answered_at_home[who] = place == HOME
        await self._press(page, who, button)
        if place == HOME:
            await self._caught_up()
            self._home_turn[who] = self.rooms.turn
            self._answered_at_home[who] = page.url.endswith(HOME) and not await page.inner_text("#toast")

    async def _press(self, page: Page, who: str, button: Locator) -> None:
        if await button.evaluate("node => node.matches('.menu:not([open]) *')"):
            await button.locator("xpath=ancestor::details[1]/summary").click()
        if await button.evaluate("node => node.tagName === 'SUMMARY'"):
            await button.click()
            button = page.locator(".ask[open] .asked .button")
        if await button.get_attribute("data-link"):
            async with self._context.expect_page() as opening:
                await button.click()
            self.tabs[who] = await opening.value
            await self.tabs[who].wait_for_load_state()
        else:
            await button.click()

    async def _enter(self, who: str, values: dict[str, Value]) -> None:
        page = await self._before_form(who)
        await page.locator("dialog details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        fields = page.locator("dialog .field")
        labels = [field["label"] for field in await fields.evaluate_all(FIELDS)]
        unknown = values.keys() - set(labels)
        assert not unknown, f"no field {unknown}, only {labels}"
        for label, value in values.items():
            await enter(fields.nth(labels.index(label)), value)

    async def _send(self, who: str) -> None:
        await (await self._before_form(who)).click("dialog [data-submit]")

    async def _before_form(self, who: str) -> Page:
        """Where to look for the form: it stays where it was opened."""
        opened = self.rooms.form(who)
        assert opened, f"{who} has no form"
        return await self._open(who, opened[1].place)

    async def _caught_up(self) -> None:
        for who, page in list(self._pages.items()):
            if page.url == "about:blank":
                continue
            await self._quiet(page)
            await self._note_form(who, page)

    async def _quiet(self, page: Page) -> None:
        """Poll the pages, because their own policy forbids a waiting script of ours."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(Error):  # the page is on its way to another
                    if await page.evaluate(QUIET, f"{self.rooms.era}-{self.rooms.turn}"):
                        return
                await asyncio.sleep(0.01)

    async def _note_form(self, who: str, page: Page) -> None:
        dialog = page.locator("dialog[open]")
        if not await dialog.count():
            if not self.rooms.form(who):
                self._forms[who], self._errors[who] = None, []
            return
        fields = await dialog.locator(".field").evaluate_all(FIELDS)
        inputs = {field["label"]: field["value"] for field in fields}
        self._forms[who] = OpenForm(await dialog.locator("h2").inner_text(), inputs, await dialog.inner_text())
        self._errors[who] = await dialog.locator(".loose, .field .error").all_inner_texts()

    async def _read(self, who: str, where: str) -> list[str]:
        posts = await self._posts(who, where)
        if where == CHAT:
            elsewhere = [channel.id for channel in self.rooms.company.channels if self._spoken_to(who, channel.id)]
            for channel in elsewhere:
                posts += [post for post in await self._posts(who, channel) if post["mine"]]
        return [str(post["text"]) for post in sorted(posts, key=lambda post: post["turn"])]

    async def _posts(self, who: str, where: str) -> list[dict[str, Value]]:
        page = await self._open(who, where)
        await self._caught_up()
        found: list[dict[str, Value]] = await page.evaluate(POSTS)
        return found

    async def _link(self, who: str, label: str) -> str:
        place, within = self._standing(who, label, "")
        page = await self._open(who, place)
        button = page.locator(f"{within} [data-link]").filter(has_text=_labelled(label)).last
        found = await button.get_attribute("data-link") or ""
        return self.address + found if found.startswith("/") else found

    def _spoken_to(self, who: str, channel: str) -> bool:
        return any(post.only == who for post in self.rooms.posts(who, channel))

    def _standing(self, who: str, label: str, where: str) -> tuple[str, str]:
        """The place to look at, and the card there that changed last."""
        places = {CHAT: who} | {channel.id: channel.id for channel in self.rooms.company.channels}
        found = [
            (post.turn, place, f"#{post.ref}")
            for place, address in places.items()
            for post in self.rooms.posts(who, address)
            if where in {"", place} and isinstance(post.body, Card) and label in _labels(post.body)
        ]
        home = self.rooms.homes.get(who)
        if where in {"", HOME} and home and label in _labels(home):
            found.append((self._home_turn.get(who, 0), HOME, "#live"))
        assert found, f"{who} sees no button {label!r}"
        return max(found)[1:]


async def web_context(chromium: Chromium, address: str, outside: list[str], **options: Value) -> BrowserContext:
    """A new person's browser. Addresses that are not ours are recorded and never opened."""
    context = await chromium.browser.new_context(**options)

    async def elsewhere(route: Route) -> None:
        outside.append(route.request.url)
        await route.fulfill(status=200, content_type="text/html", body="<title>Elsewhere</title>")

    # A pattern and no function: the browser's driver looks at each address by itself, and asks us about few.
    await context.route(re.compile(f"^(?!{re.escape(address)})"), elsewhere)
    return context


def _labels(card: Card) -> set[str]:
    return {button.label for part in card.parts if isinstance(part, Buttons) for button in part.every}


def _labelled(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(label)}\s*(↗.*)?$", re.DOTALL)
