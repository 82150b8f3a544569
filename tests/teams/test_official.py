"""Microsoft's own renderer draws every card that Heraut can produce, in Dutch and English, without a complaint."""

import asyncio
import inspect
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType
from typing import NamedTuple

import pytest

from bot.teams import limits, render
from handlers.core.interaction import Button, Buttons, Card, Form, Menu, Notice, Preview
from handlers.features import open_store
from tests.house.architecture import is_pure
from tests.stages.teams.reading import Json, inputs, walk
from tests.stages.teams.schema import MARKDOWN, wrong_with_card
from tests.support import tree
from tests.support.seen import crowded
from tests.teams.playing import play
from tests.teams.repertoire import Corrected

PUBLIC = "https://heraut.example"
NAMES = [name for name in tree.product() if name.startswith("handlers/") and is_pure(name)]  # functions that make cards
MODULES = [import_module(name.removesuffix(".py").replace("/", ".")) for name in NAMES]
FILES = {module.__file__ for module in MODULES}


def drawn(said: Card | Form | Notice) -> Json:
    match said:
        case Corrected():
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
    """Record which functions that make cards were called, on every thread of the store."""
    called: set[CodeType] = set()

    def hear(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename in FILES:
            called.add(frame.f_code)

    threading.setprofile(hear)
    sys.setprofile(hear)
    try:
        yield called
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def everything(folder: Path) -> dict[str, Card | Form | Notice]:
    """Everything that Heraut says, by language and name."""
    found: dict[str, Card | Form | Notice] = {}
    for language, locale in (("en", "en-GB"), ("nl", "nl-NL")):
        store = open_store(f"sqlite:///{folder / language}.db")
        for name, said in (await play(store, locale)).items():
            found[f"{language} {name}"] = said
        store.close()
    return found


class Told(NamedTuple):
    """The cards of the repertoire, and the functions that made them."""

    cards: dict[str, Json]
    called: set[CodeType]
    said: dict[str, Card]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    with listening() as called:
        said = asyncio.run(everything(tmp_path_factory.mktemp("told")))
        cards = {name: one for name, one in said.items() if isinstance(one, Card)}
        return Told({name: drawn(one) for name, one in said.items()}, called, cards)


async def test_the_official_renderer_draws_every_card_without_a_complaint(official, told):
    for name, card in told.cards.items():
        keep = name.replace(" ", "-").replace("'", "").replace(",", "") if os.environ.get("HERAUT_PICTURES") else ""
        shown = await official.draw(card, keep)
        assert shown.said == [], name
        assert not shown.wide, f"{name} is wider than the window"
        assert [words for words in shown.marked if MARKDOWN.search(words)] == [], f"{name}: read as Markdown"
        assert shown.inputs == {field["id"]: field.get("value", "") for field in inputs(card).values()}, name
        for line in (line for part in walk(card) for line in said_in(part).splitlines()):
            assert line in shown.text, f"{name}: {line} is not to be seen"


async def test_the_official_renderer_hides_a_menu_behind_its_dots_and_opens_it(official):
    verbs = ("share", "skip", "later", "why", "settings", "leave", "less")
    row = tuple(Button(label=verb.title(), action=verb) for verb in verbs)
    parts = (Buttons(buttons=row[:3], menu=Menu(label="More", buttons=row[3:])),)
    shown = await official.draw(render.card(Card(title="Menu", summary="s", parts=parts)), "menu")
    assert shown.hidden == [["Why", "Settings", "Leave", "Less"]]
    assert "Settings" not in shown.text and "Later" in shown.text


@pytest.mark.parametrize("title", ["https://example.com/" + "nieuws" * 20, "Donaudampfschifffahrtsgesellschaft" * 3])
async def test_a_title_of_one_long_word_stays_within_the_window(official, title):
    url = "https://example.com/owl"
    shown = await official.draw(render.card(Card(title=title, summary="s", parts=(Preview(title=title, url=url),))))
    assert not shown.wide and shown.said == []
    assert {*shown.text.replace("\u200b", "").split()} == {title}


def test_no_card_shows_more_than_four_buttons_at_once(told):
    assert crowded(told.said) == []


def said_in(part: Json) -> str:
    """Words that a person reads."""
    return str(part["text"]) if part.get("type") in {"TextBlock", "TextRun"} else ""


def test_every_card_keeps_to_the_published_schema(told):
    for name, card in told.cards.items():
        assert wrong_with_card(card, limits.CARD) == [], name


def test_no_kind_of_card_is_left_out(told):
    made = [function for module in MODULES for function in vars(module).values() if inspect.isfunction(function)]
    kinds = [f for f in made if f.__annotations__.get("return") in (Card, Form) and not f.__name__.startswith("_")]
    assert len(kinds) > 30
    assert [f.__qualname__ for f in kinds if f.__code__ not in told.called] == []
