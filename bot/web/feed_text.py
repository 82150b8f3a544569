"""Turns the bytes of a feed into text: by its mark, what its server says, what it says itself, and what fits. Pure."""

import codecs
import re

from bot.web.charsets import MARKS, decoded

# Without a mark: what "<?" or "<" looks like in them.
BARE = (
    *(
        (b"\x00\x00\x00<", "utf-32-be"),
        (b"<\x00\x00\x00", "utf-32-le"),
        (b"\x00<\x00", "utf-16-be"),
        (b"<\x00", "utf-16-le"),
    ),
    *((b"\x00{\x00", "utf-16-be"), (b"{\x00", "utf-16-le"), (b"\x4c\x6f\xa7\x94", "cp037")),
)
WIDE = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))
SAID = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9_:.-]{1,40})")
ASCII_WIDE = ("iso-2022", "hz", "utf-7")  # these write other letters in ASCII's bytes


def feed_text(body: bytes, charset: str = "") -> str:
    """The text. `charset`: as the server said, empty if it did not."""
    wide = next((name for mark, name in (*WIDE, *BARE) if body.startswith(mark)), "")
    if wide:
        return body.decode(wide, "replace").lstrip("\ufeff")
    if any(body.startswith(mark) for mark, _ in MARKS):
        return decoded(body, "")
    said = _said(body)
    labels = f"{charset} {said}".lower()
    if not any(name in labels for name in ASCII_WIDE) and (text := _as_utf8(body)) is not None:
        return text
    if _is_utf8(charset):  # but it is not
        charset = ""
    if _is_utf8(said) and not charset:
        return decoded(body, "windows-1252")
    return _by_python(body, charset or said) or decoded(body, charset)


def _said(body: bytes) -> str:
    found = SAID.match(body.lstrip()[:512])
    return found[1].decode("ascii") if found else ""


def _is_utf8(label: str) -> bool:
    return label.lower().replace("-", "") == "utf8"


def _as_utf8(body: bytes) -> str | None:
    """As UTF-8, whatever anybody says, if that is what the bytes are, but for a few that are broken or were cut."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken or text.isascii():
        return text
    good = sum(1 for char in text if char > "\x7f") - broken
    return text if good > 20 * broken else None


def _by_python(body: bytes, label: str) -> str:
    """By a label that the web does not know and Python does, such as cp437; empty if neither does."""
    import webencodings

    try:
        if webencodings.lookup(label) is None and codecs.lookup(label).name not in ("idna", "punycode", "undefined"):
            return body.decode(label, "replace")
    except (LookupError, ValueError, TypeError):
        pass
    return ""
