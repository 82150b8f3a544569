"""Small files of every kind that people send, and of those that are not taken."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R")
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
LOCKED_OFFICE = OLD + "EncryptedPackage".encode("utf-16-le")
TYPES = ("[Content_Types].xml", "<Types/>")


def archive(*files: tuple[str, str]) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as opened:
        for name, text in files:
            opened.writestr(name, text)
    return kept.getvalue()


def office(main: str, *more: tuple[str, str]) -> bytes:
    return archive(TYPES, (main, "<p/>"), *more)


def open_document(kind: str, manifest: str = "<m/>") -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}"
    return archive(("mimetype", said), ("META-INF/manifest.xml", manifest), ("content.xml", "<c/>"))


def workbook() -> bytes:
    kept = BytesIO()
    Workbook().save(kept)
    return kept.getvalue()


def locked_entries() -> bytes:
    """An archive whose entries say that they are encrypted."""
    made = bytearray(office("ppt/presentation.xml"))
    for head, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(head)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(head, at + 1)
    return bytes(made)


def bomb() -> bytes:
    """An archive that says that it unpacks to 4 GB."""
    made = bytearray(office("ppt/presentation.xml"))
    at = made.find(b"PK\x01\x02") + 24
    made[at : at + 4] = b"\xfe\xff\xff\xff"
    return bytes(made)


SLIDES = office("ppt/presentation.xml")
MACROS = office("ppt/presentation.xml", ("ppt/vbaProject.bin", "x"))
