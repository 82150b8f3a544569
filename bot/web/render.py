"""Cards, forms and notices as HTML. Pure; everything that people wrote is escaped."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup
from yarl import URL

from bot.web.rooms import OpenForm
from handlers.core.addresses import parsed
from handlers.core.interaction import Buttons, Card, Divider, Facts, Frozen, Input, Items, Part, Picture, Preview, Text
from handlers.core.language import Words

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
FEW = 4  # up to these, choices are shown side by side; more are in a list that opens


@cache
def _templates() -> "Environment":
    """Read when first needed, and compiled once in a process."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Spot(Frozen):
    """Where a card is drawn: on whose page, in which place, and under which ref."""

    person: str
    place: str
    ref: str = ""


class Pen:
    """Draws for one reader. `mint` makes a key for each control; `origins` are Heraut's own addresses."""

    def __init__(self, words: Words, mint: Callable[[], str], origins: Iterable[str] = ()) -> None:
        self.words = words
        self._mint = mint
        self._origins = frozenset(origins)

    def page(self, template: str, **what: object) -> Markup:
        """Render a template, with the words and the language of the reader."""
        words = self.words
        drawn = (
            _templates()
            .get_template(template)
            .render(t=words.t, tn=words.tn, language=words.language, mint=self._mint, pen=self, **what)
        )
        return Markup(drawn)  # noqa: S704 - autoescape is on

    def card(self, card: Card, spot: Spot | None = None) -> Markup:
        """Without a spot nobody can press, so buttons without a link are left out."""
        parts = [part for part in card.parts if spot or _leads(part)]
        return self.page("card.html", card=card, parts=[self.part(part, spot) for part in parts])

    def part(self, part: Part, spot: Spot | None) -> Markup:
        return self.page(f"parts/{_template_of(part)}.html", part=part, spot=spot)

    def form(self, form_id: str, opened: OpenForm, person: str) -> Markup:
        """The open form, with what was filled in and its errors."""
        drawn: dict[bool, list[Markup]] = {True: [], False: []}
        for field in opened.form.inputs:
            value, error = opened.values.get(field.name, field.value), opened.errors.get(field.name, "")
            drawn[field.folded].append(self.field(field, value, error))
        unfolded = any(field.folded and field.name in opened.errors for field in opened.form.inputs)
        known = {field.name for field in opened.form.inputs}
        loose = [error for name, error in opened.errors.items() if name not in known]
        what = {"opened": opened, "form": opened.form, "id": form_id, "who": person, "loose": loose}
        return self.page("form.html", **what, fields=drawn[False], folded=drawn[True], unfolded=unfolded)

    def field(self, field: Input, value: str | tuple[str, ...], error: str) -> Markup:
        template = f"inputs/{_control_of(field)}.html"
        return self.page(template, field=field, value=value, error=error, id=f"field-{field.name}")

    def href(self, address: str) -> str:
        return safe(address)

    def picture(self, address: str) -> str:
        """The path of one of our own pictures: pages show no picture from elsewhere."""
        if not (found := web_address(address)):
            return safe(address)
        return found.path_qs if str(found.origin()) in self._origins else ""


def _leads(part: Part) -> bool:
    """False for a row of buttons without a link among them."""
    return not isinstance(part, Buttons) or any(button.link for button in part.every)


def _template_of(part: Part) -> str:
    match part:
        case Text() | Facts() | Items() | Preview() | Picture() | Buttons() | Divider():
            return type(part).__name__.lower()
        case _:
            assert_never(part)


def _control_of(field: Input) -> str:
    match field.kind:
        case "line" | "url" | "date" | "time":
            return "line"
        case "choice":
            return "list" if len(field.options) > FEW else "choices"
        case "text" | "choices" | "flag":
            return field.kind
        case _:
            assert_never(field.kind)


def safe(address: str) -> str:
    """An address that may be in a link: http, https or a path of our own; empty for anything else."""
    if address.startswith("/"):
        return "" if address[1:2] in {"/", "\\"} else address
    return address if web_address(address) else ""


def web_address(address: str) -> URL | None:
    """The address, when it is http or https and whole: browsers read `http:x` against the page that it stands on."""
    found = parsed(address) if re.match(r"https?://[^/\\]", address, re.IGNORECASE) else None
    return found if found and found.raw_host else None
