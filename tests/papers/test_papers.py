"""Files that people write: a mistake names the file, the line, what is wrong, and what to do."""

from pathlib import Path

import pytest

from handlers.guide.files import cards_at_start, read_cards
from handlers.papers.mistakes import Mistake

GOOD = '+++\nkind = "can"\n+++\n# A title\n\nA *text* with a [link](https://example.com).\n\n- one\n- two\n'


def folder(where: Path, text: str | bytes, name: str = "a.md") -> Path:
    place = where / "guide" / "en"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return where / "guide"


def mistake(where: Path, text: str | bytes) -> str:
    with pytest.raises(Mistake) as problem:
        read_cards(folder(where, text))
    return str(problem.value)


def test_a_file_becomes_a_card_without_markup(tmp_path: Path):
    [card] = read_cards(folder(tmp_path, GOOD))
    assert (card.card, card.language, card.kind, card.title) == ("a", "en", "can", "A title")
    assert card.text == "A text with a link.\n\n• one\n• two"


@pytest.mark.parametrize("spelling", [GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD])
def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path, spelling: str):
    assert read_cards(folder(tmp_path, spelling))[0].title == "A title"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A title\n", "guide/en/a.md, line 1: The head is missing."),
        ('+++\nkind = "can"\n# A title\n', "guide/en/a.md, line 1: The head does not end."),
        (GOOD.replace('"can"', "can"), "guide/en/a.md, line 2: Invalid value."),
        (GOOD.replace('"can"', '"cann"'), "guide/en/a.md, line 2: “kind” cannot be used as it is. Should be 'can'"),
        (
            GOOD.replace("\n+++", '\nnetwerks = ["x"]\n+++', 1),
            "line 3: “netwerks” is not known. Did you mean “networks”?",
        ),
        (
            GOOD.replace("\n+++", '\nnetworks = ["hyves"]\n+++', 1),
            "line 3: “networks” cannot be used as it is. “hyves” is",
        ),
        (GOOD.replace('kind = "can"\n', ""), "line 1: “kind” is missing. Add a line kind = … to the head."),
        (GOOD.replace("# A title", ""), "line 4: The title is missing."),
        (GOOD + "\n# Another\n", "line 11: There are two titles."),
        (GOOD + "\n![a picture](x.png)\n", "line 11: A card shows titles, paragraphs and lists"),
        (GOOD + "\n<b>bold</b>\n", "line 11: A card shows titles, paragraphs and lists"),
        (GOOD.replace('"can"', '"tone"'), "line 1: A card about tone shows how, and how not."),
        (GOOD.encode() + b"\n\xe9", "line 11: This is not UTF-8. Save the file as UTF-8."),
        (GOOD + "x" * 1600, "line 4: A text has at most 1500 characters"),
    ],
)
def test_a_mistake_names_the_line_and_what_to_do(tmp_path: Path, text: str | bytes, said: str):
    assert said in mistake(tmp_path, text)


def test_a_mistake_at_the_start_is_logged_and_takes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    assert cards_at_start("") == ()
    assert cards_at_start(str(folder(tmp_path, "no head"))) is None
    assert "The guide stays as it is. guide/en/a.md, line 1" in caplog.text
    assert cards_at_start(str(tmp_path / "nowhere")) is None
