"""Microsoft's own renderer of Adaptive Cards, in a browser: its complaints about a card, and how it looks in Teams."""

import json
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from playwright.async_api import ConsoleMessage, Page, Route

from tests.stages.teams.reading import Json, walk
from tests.stages.web.browser import Chromium
from tests.support.tree import ROOT

Serve = Callable[[Route], Awaitable[None]]
TOOLS = ROOT / ".tools" / "adaptivecards-3.0.6"
RENDERER = TOOLS / "package" / "dist" / "adaptivecards.min.js"
STYLES = TOOLS / "package" / "dist" / "adaptivecards.css"
HOSTS = TOOLS / "host" / "package" / "lib" / "hostConfigs"
MISSING = "Microsoft's renderer is not here. With npm on the path, run 'tools/setup.sh renderer'."
ARTEFACTS = ROOT / "artefacts" / "teams"
COLOURS = {"light": ("#f5f5f5", "#ffffff", "#242424"), "dark": ("#1f1f1f", "#2d2c2c", "#ffffff")}
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630"
fill="#5b7c99"/><circle cx="600" cy="300" r="170" fill="#e8d9b5"/><circle cx="540" cy="270" r="40" fill="#333"/><circle
cx="660" cy="270" r="40" fill="#333"/></svg>"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>{styles}</style><style>
body {{ margin: 0; padding: 16px; background: {back}; font-family: 'Segoe UI', 'Liberation Sans', sans-serif }}
#card {{ max-width: 560px; background: {card}; border-radius: 6px; box-shadow: 0 1px 3px #0003; color: {text} }}
.ac-pushButton {{ border: 1px solid #8886; border-radius: 4px; padding: 6px 14px; background: none; color: {text};
  font: 600 14px 'Segoe UI', 'Liberation Sans', sans-serif; min-height: 32px; white-space: normal !important }}
.ac-pushButton.style-positive {{ background: #5b5fc7; border-color: #5b5fc7; color: #fff }}
.ac-pushButton.style-destructive {{ color: #c4314b }}
.ac-actionSet {{ flex-wrap: wrap; row-gap: 8px }}
.ac-input {{ font: 14px 'Segoe UI', 'Liberation Sans', sans-serif }}
.ac-textInput, .ac-dateInput, .ac-timeInput, .ac-multichoiceInput {{ background: #8881; color: {text}; padding: 6px;
  border: 1px solid #8886; border-radius: 4px; color-scheme: {theme} }}
a.ac-anchor {{ color: inherit !important }}
</style><div id="card"></div>"""
DRAW = """([card, host]) => {
  const marked = [], said = [];
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    marked.push(text);
    const safe = document.createElement("span");
    safe.innerText = text;
    result.outputHtml = "<p>" + safe.innerHTML + "</p>";
    result.didProcess = true;
  };
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(host);
  const context = new AdaptiveCards.SerializationContext();
  drawn.parse(card, context);
  for (let i = 0; i < context.eventCount; i++) said.push("parse: " + context.getEventAt(i).message);
  for (const event of drawn.validateProperties().validationEvents) said.push("validate: " + event.message);
  const place = document.getElementById("card");
  place.replaceChildren(drawn.render());
  const folded = card.body.filter(part => part.isVisible === false).map(part => part.id);
  for (const set of card.body.filter(part => part.type === "ActionSet"))
    for (const action of set.actions.filter(one => one.targetElements?.some(id => folded.includes(id))))
      [...place.querySelectorAll(".ac-pushButton")].find(node => node.innerText === action.title).click();
  const inputs = Object.fromEntries(drawn.getAllInputs().map(input => [input.id, input.value ?? ""]));
  const wide = document.documentElement.scrollWidth > window.innerWidth;
  const dots = [...place.querySelectorAll("[aria-haspopup], .ac-pushButton")].filter(node => node.innerText === "...");
  const hidden = dots.map(node => {
    node.click();
    const items = [...document.querySelectorAll(".ac-ctrl-popup-container [role=menuitem]")].map(one => one.innerText);
    document.querySelector(".ac-ctrl-popup-container")
      ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    return items;
  });
  document.activeElement?.blur();
  return { said, marked, inputs, wide, hidden, text: place.innerText };
}"""


# The renderer counts what it hides in a menu, too, and then draws it well.
CROWDED = "validate: Maximum number of actions exceeded (6)."


def crowded(card: Json) -> bool:
    """Whether a row shows more than six buttons."""
    rows = [part["actions"] for part in walk(card) if part.get("type") == "ActionSet"]
    return any(len([action for action in row if action.get("mode") != "secondary"]) > 6 for row in rows)


class Drawn(NamedTuple):
    """What the renderer complained of, what it read as Markdown, and the text it shows."""

    said: list[str]
    marked: list[str]
    inputs: dict[str, str]
    wide: bool  # it overflows the window
    hidden: list[list[str]]  # what each "…" opens
    text: str


class Official:
    """A page that draws cards at one width and in one theme."""

    def __init__(self, chromium: Chromium, width: int, theme: str, serve: Serve | None = None) -> None:
        """`serve` answers what the page asks for; without it, one picture stands for all."""
        self._serve = serve or _picture
        self.chromium = chromium
        self.width = width
        self.theme = theme
        self._page: Page | None = None
        self._warned: list[str] = []
        self._host: Json = json.loads((HOSTS / f"microsoft-teams-{theme}.json").read_text())

    async def draw(self, card: Json, keep: str = "") -> Drawn:
        """Draw a card. With `keep`, save a picture under that name in artefacts/teams."""
        return await self.chromium.run(self._draw(card, keep))

    async def close(self) -> None:
        if self._page:
            await self.chromium.run(self._page.close())

    async def _draw(self, card: Json, keep: str) -> Drawn:
        self._page = self._page or await self._open()
        self._warned.clear()
        found = await self._page.evaluate(DRAW, [card, self._host])
        found["said"] = [line for line in found["said"] if line != CROWDED or crowded(card)]
        if keep:
            ARTEFACTS.mkdir(parents=True, exist_ok=True)
            path = ARTEFACTS / f"{keep}-{self.width}-{self.theme}.png"
            await self._page.screenshot(path=path, full_page=True)
        return Drawn(
            [*found["said"], *self._warned],
            found["marked"],
            found["inputs"],
            found["wide"],
            found["hidden"],
            str(found["text"]),
        )

    async def _open(self) -> Page:
        page = await self.chromium.browser.new_page(viewport={"width": self.width, "height": 400})
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._warned.append(f"error: {error}"))
        await page.route("**/*", self._serve)
        back, card, text = COLOURS[self.theme]
        styles = STYLES.read_text()
        await page.set_content(PAGE.format(styles=styles, back=back, card=card, text=text, theme=self.theme))
        await page.add_script_tag(path=RENDERER)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"warning", "error"}:
            self._warned.append(f"{message.type}: {message.text}")


async def _picture(route: Route) -> None:
    """Answer every address with one picture: nothing is fetched."""
    await route.fulfill(body=PICTURE, content_type="image/svg+xml")
