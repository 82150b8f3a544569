"""A certificate as PDF, drawn by typst from data, never from markup."""

from pathlib import Path

from handlers.core.interaction import Frozen
from handlers.fonts import coverage
from handlers.fonts.drawing import fonts
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
    import typst

    code = qr.svg(shown.address).decode()
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts())
    data = drawable(shown).model_dump_json()
    drawn = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"sheet": data, "code": code})
    if not isinstance(drawn, bytes):
        raise TypeError("a certificate has one page")
    return drawn


def drawable(shown: Sheet) -> Sheet:
    """The sheet with its name in letters that our fonts have; a name that they cannot draw stays as it is."""
    return shown.model_copy(update={"name": coverage.without_boxes(shown.name) or shown.name})
