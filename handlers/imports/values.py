"""What the cells of a row say, field by field of the editor."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from handlers.content.addresses_in_text import rewritten
from handlers.core.language import FORMATS as LANGUAGES
from handlers.core.shortening import shortened

NETWORKS: Mapping[str, str] = {  # by the letters of what people call them
    name: network
    for network, names in {
        "linkedin": ("linkedin", "linkedinprofile", "linkedinpersonal"),
        "x": ("x", "twitter", "xtwitter", "twitterx", "xformerlytwitter"),
        "facebook": ("facebook", "facebookprofile"),
        "threads": ("threads",),
        "bluesky": ("bluesky",),
        "mastodon": ("mastodon",),
        "whatsapp": ("whatsapp",),
        "email": ("email", "mail"),
    }.items()
    for name in names
}
SPOKEN: Mapping[str, str] = {
    **dict.fromkeys(("english", "engels", "englisch", "anglais", "eng"), "en"),
    **dict.fromkeys(("dutch", "nederlands", "flemish", "vlaams", "nld", "dut"), "nl"),
}
EVERYBODY = {"all", "any", "everybody", "everyone", "alle", "allemaal", "iedereen", "none", "geen"}
YES = {"yes", "y", "true", "x", "ja", "j", "waar", "high", "hoog", "featured", "pinned", "important", "belangrijk"}
ERRORS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#N/B", "#VERW!"}
TITLE = 100  # characters of a text that stand in for a title
HOW_MANY = 3  # suggested texts


def several(cell: str) -> list[str]:
    """The values of a cell that may hold several."""
    return [part.strip() for part in re.split(r"[,;|\n]", cell) if part.strip()]


def networks_in(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The networks that we know, and the names of the others."""
    known, others = dict[str, None](), list[str]()
    for part in several(cell):
        if (key := _letters(part)) in NETWORKS:
            known[NETWORKS[key]] = None
        elif key not in EVERYBODY:
            others.append(part)
    return tuple(known), tuple(others)


def languages_in(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages that we know, and the names of the others."""
    known, others = dict[str, None](), list[str]()
    for part in several(cell):
        key = _letters(re.sub(r"\(.*\)", "", part))
        code = SPOKEN.get(key) or re.split(r"[-_]", part.casefold())[0]
        if code in LANGUAGES:
            known[code] = None
        elif key not in EVERYBODY:
            others.append(part)
    return tuple(known), tuple(others)


def says_yes(cell: str) -> bool:
    return cell.strip().casefold() in YES or cell.strip() == "1"


def texts_in(cells: Sequence[str]) -> list[str]:
    """The different texts."""
    found = dict[str, str]()
    for cell in cells:
        if cell.strip():
            found.setdefault(" ".join(cell.split()).casefold(), cell.strip())
    return [*found.values()]


def title_from(text: str) -> str:
    """The first line of a text, as far as a title goes."""
    return shortened(next(iter(text.strip().splitlines()), ""), TITLE)


def only_address(texts: Sequence[str]) -> str:
    """The address in the texts, if they have one and no other."""
    found = {address for text in texts for address in _addresses(text)}
    return found.pop() if len(found) == 1 else ""


def _addresses(text: str) -> Iterator[str]:
    found = list[str]()

    def note(address: str) -> str:
        found.append(address)
        return address

    rewritten(text, note)
    yield from found


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", unicodedata.normalize("NFKC", text).casefold())
