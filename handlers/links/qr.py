"""QR codes, for posters and slides. Pure."""

from io import BytesIO

QUIET = 4  # modules of white around it, as ISO/IEC 18004 requires


def png(address: str) -> bytes:
    """The QR code of an address as PNG, large enough for a chat or a slide."""
    return _drawn(address, "png", scale=12)


def svg(address: str) -> bytes:
    """The QR code of an address as SVG, for print at any size, on white even if the page is dark."""
    return _drawn(address, "svg", scale=8)


def _drawn(address: str, kind: str, scale: int) -> bytes:
    import segno

    drawn = BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind=kind, scale=scale, border=QUIET, dark="#000", light="#fff")
    return drawn.getvalue()
