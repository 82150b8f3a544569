"""Pages that typst draws, with our fonts, from data and never from markup."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handlers.fonts import coverage

if TYPE_CHECKING:
    import typst

PIXELS_PER_INCH = 72  # so that a point is a pixel
ROOT = coverage.HERE.parent  # templates name others from here: "/fonts/scripts.typ"


def draw_page(template: Path, kind: Literal["png", "pdf"], inputs: Mapping[str, str]) -> bytes:
    """The only page of a template; a PDF is PDF/UA-1, for screen readers. Raises `TypeError` if there are more pages.

    A compiler for each takes 0.5 ms.
    """
    import typst

    compiler = typst.Compiler(template, root=ROOT, font_paths=_fonts())
    page = compiler.compile(
        format=kind,
        ppi=PIXELS_PER_INCH,
        sys_inputs=dict(inputs),
        pdf_standards="ua-1" if kind == "pdf" else None,
    )
    if not isinstance(page, bytes):
        raise TypeError(f"{template.name} has more than one page")
    return page


@cache
def _fonts() -> "typst.Fonts":
    """Our own fonts come first, so that a picture is the same everywhere but for rare letters."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*coverage.folders()])
