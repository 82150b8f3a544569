"""A certificate as PDF, drawn by typst from data, never from markup."""

from pathlib import Path

from handlers.core.interaction import Frozen
from handlers.fonts import coverage
from handlers.fonts.page import draw_page
from handlers.links import qr

TEMPLATE = Path(__file__).parent / "certificate.typ"


class Sheet(Frozen):
    """All words on the page."""

    language: str
    heading: str
    says: str
    name: str
    finished: str
    title: str
    issuer: str
    dates: tuple[tuple[str, str], ...]
    checked: str
    address: str
    alt: str


def sheet_pdf(shown: Sheet) -> bytes:
    """The PDF, A4 and wide, with its words and tags for screen readers (PDF/UA-1)."""
    name = coverage.without_boxes(shown.name) or shown.name  # a name that our fonts lack stays as it is
    data = shown.model_copy(update={"name": name}).model_dump_json()
    code = qr.svg(shown.address).decode()
    return draw_page(TEMPLATE, "pdf", {"sheet": data, "code": code})
