"""Every card that Heraut can produce, in Dutch and English, drawn by Microsoft's own renderer without a complaint."""

import inspect
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import CodeType, FrameType

import pytest

from bot.teams import limits, render
from handlers import cards
from handlers.interaction import Card, Form, Notice
from models.store import Store
from tests.stages.teams_reading import Json, inputs, walk
from tests.stages.teams_schema import MARKDOWN, wrong_with_card
from tests.teams.playing import play
from tests.teams.repertoire import Mended

pytestmark = pytest.mark.xdist_group("browser")
PUBLIC = "https://heraut.example"
CARDS = str(Path("handlers") / "cards")
MODULES = [import_module(f"handlers.cards.{one.name}") for one in iter_modules(cards.__path__)]


def drawn(said: Card | Form | Notice) -> Json:
    match said:
        case Mended():
            asked = Form.model_validate(said.model_dump(include=set(Form.model_fields)))
            return render.form(asked, "o", said.errors, said.filled)
        case Form():
            return render.form(said, "o", {}, {})
        case Notice():
            return render.notice(said.text)
        case _:
            return render.card(said, PUBLIC)


@contextmanager
def listening() -> Iterator[set[CodeType]]:
    """Which functions of the cards were called, on whichever thread the store runs them."""
    called: set[CodeType] = set()

    def hear(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and CARDS in frame.f_code.co_filename:
            called.add(frame.f_code)

    threading.setprofile(hear)
    sys.setprofile(hear)
    try:
        yield called
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def everything(folder: Path) -> dict[str, Json]:
    """All that Heraut says, as cards, by language and name."""
    found: dict[str, Json] = {}
    for language, locale in (("en", "en-GB"), ("nl", "nl-NL")):
        store = Store.open(f"sqlite:///{folder / language}.db")
        for name, said in (await play(store, locale)).items():
            found[f"{language} {name}"] = drawn(said)
        store.close()
    return found


@pytest.mark.timeout(300)
async def test_the_official_renderer_draws_every_card_without_a_complaint(official, tmp_path):
    for name, card in (await everything(tmp_path)).items():
        shown = await official.draw(card, keep=name.replace(" ", "-").replace("'", "").replace(",", ""))
        assert shown.said == [], name
        assert not shown.wide, f"{name} is wider than the window"
        assert [words for words in shown.marked if MARKDOWN.search(words)] == [], f"{name}: read as Markdown"
        assert shown.inputs == {field["id"]: field.get("value", "") for field in inputs(card).values()}, name
        for line in (line for part in walk(card) for line in said_in(part).splitlines()):
            assert line in shown.text, f"{name}: {line} is not to be seen"


def said_in(part: Json) -> str:
    """Words that a person reads."""
    return str(part["text"]) if part.get("type") in {"TextBlock", "TextRun"} else ""


async def test_every_card_keeps_to_the_published_schema(tmp_path):
    for name, card in (await everything(tmp_path)).items():
        assert wrong_with_card(card, limits.CARD) == [], name


async def test_no_kind_of_card_is_left_out(tmp_path):
    with listening() as called:
        await everything(tmp_path)
    made = [function for module in MODULES for function in vars(module).values() if inspect.isfunction(function)]
    told = [f for f in made if f.__annotations__.get("return") in (Card, Form) and not f.__name__.startswith("_")]
    assert len(told) > 30
    assert [f.__qualname__ for f in told if f.__code__ not in called] == []
