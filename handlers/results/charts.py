"""Figures as a picture: what a chart shows, and the door to who draws it."""

from typing import Literal, Self

from pydantic import model_validator

from handlers.core.interaction import Frozen
from handlers.core.language import Language, Words

Look = Literal["light", "dark"]
LOOKS: tuple[Look, ...] = ("light", "dark")


class Series(Frozen):
    """One figure for each label of the chart; None where nothing is known, or nothing may be said."""

    name: str
    values: tuple[float | None, ...]
    spans: tuple[tuple[float, float], ...] = ()  # what each may as well have been, from … to


class Chart(Frozen):
    """`bars` lie and compare names; a `histogram` stands and shows how often; `lines` go through time.

    With `%` the values are shares from 0 to 1.
    """

    kind: Literal["bars", "histogram", "lines"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    axis: str = ""  # what the labels of a histogram or lines are
    unit: Literal["", "%"] = ""
    language: Language = "en"  # of its words, and so of its numbers
    width: int = 440  # CSS pixels: as wide as a phone, so that its words are read there too
    height: int = 0  # likewise; 0: as much as it takes

    @model_validator(mode="after")
    def _one_value_for_each_label(self) -> Self:
        lengths = {len(one.values) for one in self.series} | {len(one.spans) for one in self.series if one.spans}
        if not self.series or not self.labels or lengths != {len(self.labels)}:
            raise ValueError("a chart has labels and series, and each series one value for each label")
        return self


def shown(value: float | None, unit: str, language: Language = "en") -> str:
    """As it stands in a chart: 34 %, 1,204, 0.27; in Dutch 1.204 and 0,27."""
    if value is None:
        return "–"
    number = Words(language).number
    if unit == "%":
        return f"{number(round(value * 100))} %"
    return number(round(value, 0 if abs(value) >= 100 else 2))
