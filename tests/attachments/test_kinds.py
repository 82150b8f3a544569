"""What a file is shows in its bytes. What is not taken has a sentence that says what to do."""

import pytest

from handlers.attachments import kinds
from handlers.attachments.kinds import WrongFileError, kind_of
from tests.attachments import files

TAKEN = {
    "pdf": files.PDF,
    "pptx": files.SLIDES,
    "docx": files.office("word/document.xml"),
    "xlsx": files.workbook(),
    "odp": files.open_document("presentation"),
    "odt": files.open_document("text"),
    "ods": files.open_document("spreadsheet"),
}
ENCRYPTED = files.open_document("text", "<manifest:encryption-data/>")
WRONG = {
    "nothing": (b"", kinds.EMPTY),
    "spaces": (b"  \n", kinds.EMPTY),
    "a picture": (b"\x89PNG\r\n\x1a\n", kinds.PICTURE),
    "a locked PDF": (files.LOCKED_PDF, kinds.LOCKED),
    "a locked workbook": (files.LOCKED_OFFICE, kinds.LOCKED),
    "a locked OpenDocument": (ENCRYPTED, kinds.LOCKED),
    "a locked archive": (files.locked_entries(), kinds.LOCKED),
    "Office 2003": (files.OLD, kinds.OLD),
    "macros": (files.MACROS, kinds.MACROS),
    "scripts": (
        files.archive(("mimetype", "application/vnd.oasis.opendocument.text"), ("Basic/a.xml", "")),
        kinds.MACROS,
    ),
    "half a PDF": (files.PDF[:30], kinds.DAMAGED),
    "half an archive": (files.SLIDES[:-30], kinds.DAMAGED),
    "an archive": (files.archive(("notes.txt", "hm")), kinds.OTHER),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", kinds.OTHER),
    "a page": (b"<!doctype html><script>1</script>", kinds.OTHER),
    "a program": (b"MZ\x90\0", kinds.OTHER),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_a_file_is_known_by_its_bytes(kind: str):
    assert kind_of(TAKEN[kind]) == kind and kind in kinds.NAMES


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_taken_is_told_in_a_sentence(what: str):
    sent, sentence = WRONG[what]
    with pytest.raises(WrongFileError) as wrong:
        kind_of(sent)
    assert str(wrong.value) == sentence


def test_an_archive_that_unpacks_to_more_than_fits_is_not_taken():
    with pytest.raises(WrongFileError, match="damaged"):
        kind_of(files.bomb())
