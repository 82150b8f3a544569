"""Turns the bytes of a page into text, as browsers do: a label means what the WHATWG table of encodings says. Pure."""

import codecs
import re

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
NAMED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})"
    rb"|^\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"']\s*([a-z0-9_:.-]{1,40})",
    re.IGNORECASE,
)
PAIRS = re.compile(rb"(?P<pair>[\xa1-\xfe]{2})|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|[\x00-\x7f]+|.", re.DOTALL)
SHIFTS = re.compile(rb"(\x1b(?:\$[@B]|\([BJI]))")  # ISO-2022-JP: what follows is pairs, or single bytes
PAIRED = (b"\x1b$@", b"\x1b$B")


def decoded(body: bytes, charset: str) -> str:
    """By byte order mark, header, or page; otherwise as UTF-8 if that is valid, or as Windows-1252."""
    marked = next((name for mark, name in MARKS if body.startswith(mark)), None)
    known = marked or _known(charset) or _known(_named(body)) or _guess(body)
    return _read(body, known).lstrip("\ufeff")


def _named(body: bytes) -> str:
    found = NAMED.search(body[:2048])
    name = (found[1] or found[2]).decode("ascii") if found else ""
    return "utf-8" if (_known(name) or "").startswith("utf-16") else name  # UTF-16 could not have been read as ASCII


def _known(label: str) -> str | None:
    """The encoding that a label means on the web, which is often a superset of what the label says."""
    import webencodings

    try:
        found = webencodings.lookup(label)
    except UnicodeEncodeError:
        return None
    return str(found.name) if found else None


def _read(body: bytes, name: str) -> str:
    import webencodings

    match name:
        case "euc-jp":
            return _euc_jp(body)
        case "iso-2022-jp":
            return _iso_2022_jp(body)
        case "gbk":
            return body.decode("gb18030", "replace")  # the web reads the two as one
        case _:
            text, _ = webencodings.lookup(name).codec_info.decode(body, "replace")
            return str(text)


def _euc_jp(body: bytes) -> str:
    """With the signs and names that Windows added, which Python's own table lacks."""
    try:
        return body.decode("euc_jp")
    except UnicodeDecodeError:
        return "".join(
            _windows(found[0]) if found["pair"] else found[0].decode("euc_jp", "replace")
            for found in PAIRS.finditer(body)
        )


def _iso_2022_jp(body: bytes) -> str:
    pieces = SHIFTS.split(body)
    shifts = (b"", *pieces[1::2])
    return "".join(_shifted(shift, piece) for shift, piece in zip(shifts, pieces[::2], strict=True))


def _shifted(shift: bytes, piece: bytes) -> str:
    if shift in PAIRED:
        return _euc_jp(bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece))
    if shift == b"\x1b(I":
        return bytes(byte | 0x80 for byte in piece).decode("cp932", "replace")
    return piece.decode("ascii", "replace")


def _windows(pair: bytes) -> str:
    """The letter of a pair of JIS bytes, by the table of Windows."""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    first = row // 2 + (0x81 if row < 62 else 0xC1)
    second = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((first, second)).decode("cp932", "replace")


def _guess(body: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)  # it was cut, perhaps within a character
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
