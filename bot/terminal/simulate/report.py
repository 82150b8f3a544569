"""Writes the report: a picture of each chart in light and in dark, and one page with all of them."""

from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.terminal.simulate import founding, habits
from bot.terminal.simulate.effects import Effect, in_short
from bot.terminal.simulate.figures import Figures
from bot.terminal.simulate.sections import NAMES, Section
from handlers.core.interaction import Frozen
from handlers.features import FEATURES
from handlers.registry.feature import together
from handlers.results.charts import THEMES, Theme, shown
from handlers.results.drawing import draw

HERE = Path(__file__).parent


class Found(Frozen):
    """All that the report shows."""

    people: int
    weeks: int
    seed: int
    pair: tuple[Figures, Figures]
    effects: tuple[Effect, ...]
    sections: tuple[Section, ...]

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return not any(many for _, broken in self.promises for many in broken)

    @property
    def promises(self) -> list[tuple[str, list[int]]]:
        """Each promise, with how often it was broken under each rule."""
        rows = zip(*(one.promises for one in self.pair), strict=True)
        return [(row[0].what, [promise.broken for promise in row]) for row in rows]

    @property
    def kinds(self) -> list[tuple[str, list[int]]]:
        """Every kind of message that can be sent to a person, with how many were sent under each rule."""
        known = {name: message.kind.words for name, message in together(FEATURES).messages.items()}
        sent = {name: [one.kinds.get(name, 0) for one in self.pair] for name in sorted(known)}
        return [(known[name], many) for name, many in sent.items() if any(many)]


def write(found: Found, folder: Path) -> Path:
    """Write it, and return the path of the page. Nothing in it depends on the day or the machine."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, dict[Theme, str]] = {}
    for section in found.sections:
        drawn = {theme: draw(section.chart, theme) for theme in THEMES}
        for theme, png in drawn.items():
            (folder / f"{section.id}-{theme}.png").write_bytes(png)
        pictures[section.id] = {theme: b64encode(png).decode() for theme, png in drawn.items()}
    page = folder / "report.html"
    page.write_text(_page(found, pictures), "utf-8")
    return page


def _page(found: Found, pictures: dict[str, dict[Theme, str]]) -> str:
    pages = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template("report.html").render(
        found=found,
        pictures=pictures,
        names=NAMES,
        short=in_short(found.effects),
        named=[*zip(NAMES, found.pair, strict=True)],
        habits=habits,
        founding=founding,
        begins=f"{founding.BEGINS:%-d %B %Y}",
        percent=lambda share: shown(share, "%"),
    )
