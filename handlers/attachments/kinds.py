"""What kind of file was sent, by what is in it. Files are never opened further, and none that could run is taken."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from handlers.core.language import mark

LARGEST = 20 * 1024 * 1024  # bytes
UNPACKED = 500 * 1024 * 1024  # bytes, in an archive
ENTRIES = 20_000  # in an archive
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # Office until 2003, and anything newer with a password
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
MANIFEST = "META-INF/manifest.xml"
MAIN: Mapping[str, str] = {  # the file in an archive that tells its kind
    "ppt/presentation.xml": "pptx",
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
}
OPEN: Mapping[bytes, str] = {
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
NAMES: Mapping[str, str] = {
    "pdf": mark("PDF"),
    "pptx": mark("PowerPoint"),
    "docx": mark("Word"),
    "xlsx": mark("Excel"),
    "odp": mark("OpenDocument slides"),
    "odt": mark("OpenDocument text"),
    "ods": mark("OpenDocument table"),
}

EMPTY = mark("This file is empty.")
TOO_LARGE = mark("This file is too large. It may have 20 MB at most. A PDF of it is often smaller.")
PICTURE = mark("This is a picture. Send it with “Add a photo from your phone”, which asks who is in it.")
LOCKED = mark("This file is protected by a password. Save a copy without one, and send that.")
MACROS = mark("This file holds macros. Save a copy without them, or a PDF, and send that.")
OLD = mark("This is an older Office format. Save it as PDF, .pptx, .docx or .xlsx, and send that.")
DAMAGED = mark("This file is damaged. Save or download it once more, and send that.")
OTHER = mark("Heraut takes PDF, PowerPoint, Word, Excel and OpenDocument here. Save it as one of these, and send that.")


class WrongFileError(Exception):
    """This file is not taken. Its argument is a sentence of the catalogue."""


def kind_of(sent: bytes) -> str:
    """The kind, a key of NAMES. Slow for large archives: not for the event loop. Raises `WrongFileError`."""
    if not sent.strip():
        raise WrongFileError(EMPTY)
    if sent.startswith(PICTURES):
        raise WrongFileError(PICTURE)
    if sent.startswith(COMPOUND):
        raise WrongFileError(LOCKED if LOCKED_OFFICE in sent else OLD)
    if sent.startswith(b"%PDF-"):
        return _document(sent)
    if sent.startswith(b"PK\x03\x04"):
        try:
            return _archive(sent)
        except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
            raise WrongFileError(DAMAGED) from None
    raise WrongFileError(OTHER)


def _document(sent: bytes) -> str:
    """A PDF ends with %%EOF, and one with a password says /Encrypt outside of what is encrypted."""
    if b"%%EOF" not in sent[-8192:]:
        raise WrongFileError(DAMAGED)
    if b"/Encrypt" in sent:
        raise WrongFileError(LOCKED)
    return "pdf"


def _archive(sent: bytes) -> str:
    with ZipFile(BytesIO(sent)) as archive:
        entries = archive.infolist()
        names = {one.filename for one in entries}
        if len(entries) > ENTRIES or sum(one.file_size for one in entries) > UNPACKED:
            raise WrongFileError(DAMAGED)
        if any(one.flag_bits & 1 for one in entries):
            raise WrongFileError(LOCKED)
        if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
            raise WrongFileError(MACROS)
        found = next((kind for name, kind in MAIN.items() if name in names), "")
        return found or _open_document(archive, names)


def _open_document(archive: ZipFile, names: set[str]) -> str:
    said = _start(archive, "mimetype") if "mimetype" in names else b""
    if said not in OPEN:
        raise WrongFileError(OTHER)
    if MANIFEST in names and b"encryption-data" in _start(archive, MANIFEST):
        raise WrongFileError(LOCKED)
    return OPEN[said]


def _start(archive: ZipFile, name: str) -> bytes:
    """The first 256 kB of a file in an archive, however large it unpacks."""
    with archive.open(name) as opened:
        return opened.read(256 * 1024).strip()
