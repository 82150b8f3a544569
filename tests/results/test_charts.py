"""Charts: equal bytes for equal numbers, in light and dark, and no cost for those who draw none."""

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydantic import ValidationError

from handlers.results.charts import THEMES, Chart, Series, Theme, shown
from handlers.results.drawing import draw
from handlers.results.matplotlib_charts import PALETTES, legible
from tests.support.tree import ROOT

KINDS = ("bars", "histogram", "lines")
PAIR = (
    Series(name="With", values=(0.3, 0.5, None), spans=((0.2, 0.4), (0.4, 0.6), (0, 0))),
    Series(name="Without", values=(0.1, 0.2, 0.0)),
)


def chart(kind: str, **more: object) -> Chart:
    its = {"kind": kind, "labels": ("One", "Two", "Three"), "series": PAIR, "title": "A title", "unit": "%"}
    return Chart.model_validate({**its, **more})


def pixels(png: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"))


def many(drawn: NDArray[np.uint8], colour: str) -> int:
    """How many pixels have that colour."""
    return int((drawn == tuple(bytes.fromhex(colour[1:]))).all(axis=2).sum())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", THEMES)
def test_equal_numbers_give_equal_bytes_whatever_is_drawn_in_between(kind: str, theme: Theme):
    first = draw(chart(kind), theme)
    for other in THEMES:
        draw(chart("lines", title="Another"), other)
    assert draw(chart(kind), theme) == first
    assert draw(chart(kind, series=PAIR[:1]), theme) != first


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_reveals_neither_the_day_nor_the_program(kind: str):
    assert Image.open(BytesIO(draw(chart(kind)))).info.keys() <= {"dpi"}


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_has_the_colours_of_its_theme_and_is_sharp_at_the_width_of_a_phone(theme: Theme):
    drawn, palette = pixels(draw(chart("bars"), theme)), PALETTES[theme]
    assert all(many(drawn, colour) for colour in (palette.ink, *palette.series[:2]))
    assert many(drawn, palette.paper) > drawn.size / 3 / 2
    assert drawn.shape[1] == 3 * 440


def test_a_longer_bar_is_drawn_for_a_larger_number():
    def green(value: float) -> int:
        its = {"labels": ("One", "All"), "series": (Series(name="", values=(value, 1.0)),)}
        return many(pixels(draw(chart("bars", **its))), PALETTES["light"].series[0])

    one, three, seven = green(0.1), green(0.3), green(0.7)
    assert seven - three == pytest.approx(2 * (three - one), rel=0.02)


@pytest.mark.parametrize("text", ["Zoë 🦉", "$x$ & <b>", "名前", "a\nb"])
def test_characters_that_our_fonts_lack_are_left_out_and_nothing_is_markup(text: str):
    series = (Series(name=text, values=(1, 2, 3)), PAIR[1])
    draw(chart("bars", title=text, labels=(text, "Two", "Three"), series=series))
    assert legible("Zoë 🦉") == "Zoë"


def test_numbers_read_as_people_write_them():
    assert [shown(value, "%") for value in (0.336, 0, 1, None)] == ["34 %", "0 %", "100 %", "–"]
    assert [shown(value, "") for value in (3, 1204, 0.27, 2.5, 5.999, 12345.6)] == [
        "3",
        "1,204",
        "0.27",
        "2.5",
        "6",
        "12,346",
    ]


def test_numbers_are_those_of_the_readers_language():
    assert [shown(value, "", "nl") for value in (1204, 0.27, 12345.6)] == ["1.204", "0,27", "12.346"]
    assert shown(12.34, "%", "nl") == "1.234 %"
    for kind in KINDS:
        large = chart(kind, unit="", series=(Series(name="", values=(1204, 3400, 5600)),))
        assert draw(large) != draw(large.model_copy(update={"language": "nl"}))


@pytest.mark.parametrize(
    "wrong", [{"labels": ()}, {"series": ()}, {"labels": ("One",)}, {"series": (Series(name="", values=(1,)),)}]
)
def test_a_chart_without_a_value_for_each_label_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValidationError, match="one value for each label"):
        chart("bars", **wrong)


def test_matplotlib_costs_nothing_until_something_is_drawn():
    code = "import sys, app, handlers.results.drawing; print('matplotlib' in sys.modules, 'numpy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]
