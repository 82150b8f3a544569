"""Draws charts with matplotlib. Only drawing.py imports it, and only when something is drawn."""

import io
import math
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import assert_never

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager, get_font

from handlers.core.interaction import Frozen
from handlers.results.charts import Chart, Series, Theme, shown

FONTS = Path(__file__).parents[1] / "fonts"
POINTS = 72  # per inch, so that a point is a CSS pixel
SHARPNESS = 3  # pixels for each CSS pixel
ROW, GAP, STANDING = 21, 12, 220  # CSS pixels: a bar, the gap between labels, the height of other charts
MARGIN, TITLE, LEGEND = 12, 21, 24  # CSS pixels: the edges, a line of title, a line of legend
LONGEST = 22  # characters on a line of a bar's label
MANY = 9  # labels below a chart; with more, some are left out


class Palette(Frozen):
    """The colours of the web page."""

    paper: str
    ink: str
    soft: str
    line: str
    series: tuple[str, ...]


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        paper="#ffffff",
        ink="#22281f",
        soft="#5d6459",
        line="#e0d9cb",
        series=("#1f6f54", "#e39a0b", "#1553b6", "#a8321f"),
    ),
    "dark": Palette(
        paper="#262c29",
        ink="#eceee8",
        soft="#a9b2a9",
        line="#454e49",
        series=("#7fd0ad", "#f2b134", "#9cc4ff", "#ff9d8a"),
    ),
}
MARKS = ("o", "s", "^", "D")  # so that nobody has to tell colours apart
STROKES = ("-", "--", ":", "-.")
HATCHES = ("", "////", "....", "xxxx")


def plot(chart: Chart, theme: Theme) -> bytes:
    """The PNG. Nothing in it depends on the day, the machine or a version."""
    palette, height = PALETTES[theme], chart.height or _height(chart)
    drawn = io.BytesIO()
    with mpl.rc_context():
        _style(palette)
        size = (chart.width / POINTS, height / POINTS)
        figure = Figure(figsize=size, dpi=POINTS * SHARPNESS, facecolor=palette.paper)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        _fill(axes, chart, palette)
        _frame(figure, axes, chart, palette, height)
        figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


def _style(palette: Palette) -> None:
    """Start from matplotlib's defaults, whatever is configured on the machine."""
    _fonts()
    mpl.rcdefaults()
    mpl.rc("font", family="Inter", weight="medium", size=12)
    mpl.rc("text", color=palette.ink, parse_math=False)
    mpl.rc("hatch", color=palette.paper, linewidth=1.2)
    mpl.rc("axes", facecolor=palette.paper, axisbelow=True, labelcolor=palette.soft, labelsize=11, labelweight="medium")
    mpl.rc("xtick", labelcolor=palette.soft)
    mpl.rc("ytick", labelcolor=palette.ink)


@cache
def _fonts() -> frozenset[int]:
    """Load our own fonts, so that pictures are the same everywhere. Returns the code points they have."""
    for name in ("Inter-Medium", "Inter-Bold"):
        fontManager.addfont(FONTS / f"{name}.otf")
    return frozenset(get_font(FONTS / "Inter-Medium.otf").get_charmap())


def legible(text: str) -> str:
    """The text without characters that our fonts lack, because boxes look worse."""
    return "".join(char for char in text if char == "\n" or ord(char) in _fonts()).strip()


def _height(chart: Chart) -> int:
    bars = len(chart.labels) * (len(chart.series) * ROW + GAP)
    return _head(chart) + (bars if chart.kind == "bars" else STANDING) + MARGIN


def _head(chart: Chart) -> int:
    """The height of the title and the legend, in CSS pixels."""
    lines = len(_title(chart).splitlines())
    return MARGIN + lines * TITLE + (len(chart.series) > 1) * -(-len(chart.series) // 2) * LEGEND


def _title(chart: Chart) -> str:
    return fill(legible(chart.title), chart.width // 9)


def _fill(axes: Axes, chart: Chart, palette: Palette) -> None:
    match chart.kind:
        case "bars":
            _bars(axes, chart, palette)
        case "histogram":
            _columns(axes, chart, palette)
        case "lines":
            _lines(axes, chart, palette)
        case _:
            assert_never(chart.kind)


def _values(series: Series) -> list[float]:
    return [math.nan if value is None else value for value in series.values]


def _places(chart: Chart, number: int) -> tuple[list[float], float]:
    """The positions of one series' bars beside those of the others, and their thickness."""
    thick = 0.8 / len(chart.series)
    return [place - 0.4 + thick * (number + 0.5) for place in range(len(chart.labels))], thick * 0.92


def _bars(axes: Axes, chart: Chart, palette: Palette) -> None:
    ends = [end for series in chart.series for end in _ends(series) if not math.isnan(end)]
    most = max([*ends, 0]) or 1
    for number, series in enumerate(chart.series):
        places, thick = _places(chart, number)
        colour, hatch = palette.series[number], HATCHES[number]
        axes.barh(places, _values(series), thick, label=legible(series.name), color=colour, hatch=hatch, linewidth=0)
        _whiskers(axes, series, places, palette, lying=True)
        for place, value, end in zip(places, series.values, _ends(series), strict=True):
            at = 0 if math.isnan(end) else end
            axes.text(at + most * 0.02, place, shown(value, chart.unit, chart.language), va="center", size=11)
    axes.set_yticks(range(len(chart.labels)), [fill(legible(label), LONGEST) for label in chart.labels])
    axes.set_xlim(0, most * 1.16)
    axes.set_xticks([])
    axes.invert_yaxis()


def _ends(series: Series) -> list[float]:
    """How far each bar reaches, including its interval."""
    return [high for _, high in series.spans] or _values(series)


def _whiskers(axes: Axes, series: Series, places: list[float], palette: Palette, *, lying: bool) -> None:
    for place, value, (low, high) in zip(places, series.values, series.spans, strict=False):
        if value is not None:
            apart = ([max(0, value - low)], [max(0, high - value)])  # never negative, despite rounding
            at, x, y = ((value, place), apart, None) if lying else ((place, value), None, apart)
            axes.errorbar(*at, xerr=x, yerr=y, fmt="none", ecolor=palette.ink, elinewidth=1.3, capsize=3)


def _columns(axes: Axes, chart: Chart, palette: Palette) -> None:
    for number, series in enumerate(chart.series):
        places, thick = _places(chart, number)
        colour, hatch = palette.series[number], HATCHES[number]
        axes.bar(places, _values(series), thick, label=legible(series.name), color=colour, hatch=hatch, linewidth=0)
        _whiskers(axes, series, places, palette, lying=False)
    _scale(axes, chart, palette)


def _lines(axes: Axes, chart: Chart, palette: Palette) -> None:
    places = range(len(chart.labels))
    for number, series in enumerate(chart.series):
        colour, mark, stroke = palette.series[number], MARKS[number], STROKES[number]
        values, name = _values(series), legible(series.name)
        axes.plot(places, values, color=colour, marker=mark, linestyle=stroke, linewidth=2, markersize=5, label=name)
        if series.spans:
            low, high = zip(*series.spans, strict=True)
            axes.fill_between(places, low, high, color=palette.series[number], alpha=0.16, linewidth=0)
    _scale(axes, chart, palette)


def _scale(axes: Axes, chart: Chart, palette: Palette) -> None:
    """Labels below and values at the side, starting at zero."""
    step = math.ceil(len(chart.labels) / MANY)
    written = range(0, len(chart.labels), step)
    axes.set_xticks(written, [legible(chart.labels[at]) for at in written])
    axes.set_xlabel(legible(chart.axis))
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(lambda value, _: shown(value, chart.unit, chart.language))
    axes.yaxis.set_tick_params(labelcolor=palette.soft)
    axes.grid(axis="y", color=palette.line, linewidth=1)


def _frame(figure: Figure, axes: Axes, chart: Chart, palette: Palette, height: int) -> None:
    axes.tick_params(length=0, pad=6)
    for side, spine in axes.spines.items():
        spine.set_visible(side == ("left" if chart.kind == "bars" else "bottom"))
        spine.set_color(palette.soft)
    x, y = MARGIN / chart.width, MARGIN / height
    room = (x, y, 1 - 2 * x, 1 - (_head(chart) + MARGIN) / height)
    figure.set_layout_engine("constrained", rect=room, w_pad=0, h_pad=0)
    title = _title(chart)
    figure.text(x, 1 - y, title, va="top", weight="bold", size=15)
    if len(chart.series) > 1:
        handles, labels = axes.get_legend_handles_labels()
        top = 1 - y - len(title.splitlines()) * TITLE / height
        figure.legend(
            handles,
            labels,
            loc="upper left",
            bbox_to_anchor=(x, top),
            borderaxespad=0,
            borderpad=0.2,
            ncols=2,
            frameon=False,
            handlelength=1.8,
        )
