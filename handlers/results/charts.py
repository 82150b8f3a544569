"""What a chart shows. drawing.py draws it."""

from typing import Literal, Self

from pydantic import model_validator

from handlers.core.interaction import Frozen
from handlers.core.language import Language, Words

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


class Series(Frozen):
    """One value for each label of the chart; None if it is unknown or may not be shown."""

    name: str
    values: tuple[float | None, ...]
    spans: tuple[tuple[float, float], ...] = ()  # the interval around each value: (low, high)


class Chart(Frozen):
    """`bars` are horizontal and compare names; a `histogram` is vertical and shows frequencies; `lines` show time.

    With the unit `%`, values are fractions from 0 to 1.
    """

    kind: Literal["bars", "histogram", "lines"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    axis: str = ""  # the name of the label axis of a histogram or lines
    unit: Literal["", "%"] = ""
    language: Language = "en"  # the language of its words, which also decides how numbers are written
    width: int = 440  # CSS pixels: as wide as a phone, so that its words can be read there
    height: int = 0  # CSS pixels; 0: as much as the chart needs

    @model_validator(mode="after")
    def _one_value_for_each_label(self) -> Self:
        lengths = {len(one.values) for one in self.series} | {len(one.spans) for one in self.series if one.spans}
        if not self.series or not self.labels or lengths != {len(self.labels)}:
            raise ValueError("a chart needs labels and series, and each series needs one value for each label")
        return self


def shown(value: float | None, unit: str, language: Language = "en") -> str:
    """A value as a chart writes it: 34 %, 1,204 or 0.27; in Dutch 1.204 or 0,27."""
    if value is None:
        return "–"
    number = Words(language).number
    if unit == "%":
        return f"{number(round(value * 100))} %"
    return number(round(value, 0 if abs(value) >= 100 else 2))
