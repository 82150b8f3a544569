"""The fonts that typst draws with."""

from functools import cache
from typing import TYPE_CHECKING

from handlers.fonts import coverage

if TYPE_CHECKING:
    import typst


@cache
def fonts() -> "typst.Fonts":
    """Our own fonts come first, so that a picture is the same everywhere but for rare letters."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*coverage.folders()])
